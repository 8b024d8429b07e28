namespace EventSchemas.Build;

/// <summary>What the tasks say about findings that keep them from accepting or shipping.</summary>
static class Advice
{
    public const string OfReleased = "Undo it, start a new version of the event, or say with [JustifiedBreak] why nobody breaks.";
    public const string OfMirror =
        "Undo it: another team owns the event, and your record must read every version that its owner publishes.";


    /// <summary>The findings, each with its rule.</summary>
    public static string Listed(IEnumerable<VerdictFinding> findings) =>
        string.Join(" ", findings.Select(finding => $"{finding.Subject.Rule}: {finding.Message}"));
}
