namespace EventSchemas.Assemblies;

/// <summary>What is said about findings that keep an event from being accepted or shipped.</summary>
static class Advice
{
    private const string OfMirror =
        "Undo it: another team owns the event, and your record must read every version that its owner publishes.";

    /// <summary>Why the record can't become the contract as it is, and what to do; null where it can.</summary>
    /// <param name="verdict">The verdict on the event.</param>
    /// <param name="mayBreak">Whether what can be accepted on request has been requested.</param>
    public static string? AgainstAccepting(EventVerdict verdict, bool mayBreak) =>
        AgainstShipping(verdict)
        ?? (!mayBreak && verdict.AcceptableFindings.Any() ? VerdictMessage.Listed([.. verdict.AcceptableFindings]) : null);

    /// <summary>Why what was accepted can't be shipped, and what to do; null where it can.</summary>
    public static string? AgainstShipping(EventVerdict verdict)
    {
        VerdictFinding[] breaks = [.. verdict.UnacceptableBreaks];
        if (breaks.Length == 0)
        {
            return null;
        }

        string listed = VerdictMessage.Listed(breaks);
        string next = NextEventType.After(verdict.Candidate.EventType).EventType;
        return verdict.Candidate.Terms.IsMirror ? $"{listed} {OfMirror}"
            : !breaks.Any(finding => finding.IsBreaking) || listed.Contains(next) ? listed
            : $"{listed} Or start the next event type, {next}.";
    }
}
