using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>
/// The table of all rules: the analyzers make their descriptors from it, and the build's tasks their log entries.
/// A row says everything about a rule except where it is found.
/// </summary>
static class Rules
{
    /// <summary>The address of the repository.</summary>
    public const string Repository = RepositoryUrl.Value;

    public const string HelpBase = Repository + "/blob/main/docs/rules/";

    private static readonly Dictionary<string, Rule> ById =
        new[] { DeclarationRules.All, ContractFileRules.All, VersionRules.All, JustificationRules.All, FlagRules.All, UsageRules.All }
            .SelectMany(rules => rules)
            .ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>All rules.</summary>
    public static IEnumerable<Rule> All => ById.Values;

    /// <summary>The rule of an id; null where there is none.</summary>
    public static Rule? Find(string id) => ById.TryGetValue(id, out Rule? rule) ? rule : null;

    /// <summary>The rule of an id from <see cref="RuleIds"/>.</summary>
    public static Rule Of(string id) => ById[id];
}

/// <summary>A rule.</summary>
/// <param name="Id">The id, which never changes.</param>
/// <param name="Category">The category in an editor's list of rules.</param>
/// <param name="Severity">The default severity.</param>
/// <param name="Title">What happens, in a few words.</param>
/// <param name="MessageFormat">What is reported, with <c>{0}</c> and so on for the arguments.</param>
/// <param name="Purpose">What the rule is for.</param>
sealed record Rule(string Id, string Category, RuleSeverity Severity, string Title, string MessageFormat, string Purpose)
{
    /// <summary>The address of its page.</summary>
    public string HelpLink => $"{Rules.HelpBase}{Id}.md";

    /// <summary>The message with its arguments.</summary>
    public string Message(params object?[] arguments) => string.Format(CultureInfo.InvariantCulture, MessageFormat, arguments);
}

/// <summary>The severity of a rule or a finding, from the lowest to the highest.</summary>
enum RuleSeverity
{
    Info,
    Warning,
    Error,
}
