namespace EventSchemas.Assemblies;

/// <summary>One thing that an operation on contracts found or did.</summary>
/// <param name="Severity">How severe it is; what was done is information.</param>
/// <param name="Message">What a person is told.</param>
sealed record Outcome(RuleSeverity Severity, string Message)
{
    /// <summary>The id of the rule; null where no rule is about it.</summary>
    public string? Rule { get; init; }

    /// <summary>The event; null where it isn't about a single one.</summary>
    public string? EventType { get; init; }

    /// <summary>The file that it is about; null where it isn't about one.</summary>
    public string? File { get; init; }

    /// <summary>The line in that file, from 1; null where it isn't known.</summary>
    public int? Line { get; init; }

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>An error that belongs to no rule.</summary>
    public static Outcome Error(string message, string? eventType = null) =>
        new(RuleSeverity.Error, message) { EventType = eventType };

    /// <summary>What a rule says about a file.</summary>
    public static Outcome Of(string rule, RuleSeverity severity, string? eventType, string file, string message) =>
        new(severity, message) { Rule = rule, EventType = eventType, File = file };

    /// <summary>What a rule says about a file, as an error.</summary>
    public static Outcome ErrorOf(string rule, string? eventType, string file, string message) =>
        Of(rule, RuleSeverity.Error, eventType, file, message);
}

/// <summary>What operations report in the same words.</summary>
static class OutcomeReports
{
    /// <summary>Reports that files of one event were written, in one message; nothing where there are none.</summary>
    /// <param name="report">Takes it.</param>
    /// <param name="eventType">The event.</param>
    /// <param name="files">The files, which are in one folder.</param>
    /// <param name="verb">What was done with the event: "accepted".</param>
    /// <param name="consequence">What follows from it, as a sentence with a space before it; or empty.</param>
    public static void Written(
        this Action<Outcome> report, string eventType, IReadOnlyList<string> files, string verb, string consequence = "")
    {
        if (files.Count > 0)
        {
            string names = string.Join(" and ", [files[0], .. files.Skip(1).Select(Path.GetFileName)]);
            string pronoun = files.Count == 1 ? "it" : "them";
            report(new Outcome(RuleSeverity.Info, $"EventSchemas {verb} {names}: commit {pronoun}.{consequence}")
            {
                EventType = eventType,
                Written = files,
            });
        }
    }
}
