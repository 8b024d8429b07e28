using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Accepts a change of meaning into the contract file (EVS31xx): where it is meant. Never offered for more than one event.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptMeaningFix))]
public sealed class AcceptMeaningFix() : AcceptFix("Accept the change of meaning into the contract file")
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        RuleIds.MemberLooksRenamed, RuleIds.LogicalTypeChanged, RuleIds.DecimalChanged, RuleIds.DefaultChanged, RuleIds.DefaultRemoved,
        RuleIds.EnumDefaultChanged, RuleIds.SymbolTurnsIntoDefault, RuleIds.PromotionIsLossy, RuleIds.NamespaceChanged, RuleIds.RootRenamed,
        RuleIds.TopicChanged, RuleIds.KeyChanged, RuleIds.PersonalDataMarked,
    ];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;
}
