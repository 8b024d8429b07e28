using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>The rules as Roslyn describes them.</summary>
static class RuleDescriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        Rules.All.ToImmutableDictionary(rule => rule.Id, Create);

    /// <summary>The descriptor of a rule from <see cref="RuleIds"/>.</summary>
    public static DiagnosticDescriptor Of(string id) => ById[id];

    /// <summary>The descriptors of rules.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Of(params IEnumerable<IReadOnlyList<Rule>> rules) =>
        [.. rules.SelectMany(list => list).Select(rule => ById[rule.Id])];

    /// <summary>The descriptors of an analyzer's rules, with that of a fault.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfAnalyzer(params IEnumerable<string> ids) =>
        [.. ids.Append(RuleIds.InternalError).Select(Of)];

    /// <summary>A severity in Roslyn's terms.</summary>
    public static DiagnosticSeverity ToDiagnosticSeverity(this RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => DiagnosticSeverity.Error,
        RuleSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    private static DiagnosticDescriptor Create(Rule rule) => new(
        rule.Id,
        rule.Title,
        rule.MessageFormat,
        rule.Category,
        rule.Severity.ToDiagnosticSeverity(),
        isEnabledByDefault: true,
        rule.Purpose,
        rule.HelpLink);
}
