namespace EventSchemas.Contracts;

/// <summary>The message of a finding: the same in the editor and in the build, except for names of C#.</summary>
static class VerdictMessage
{
    private const string None = "none";

    /// <summary>The message of a finding in the names of the schema.</summary>
    public static string Of(VerdictFinding finding) => finding.Rule.Message(Arguments([finding], member: null, record: null));

    /// <summary>The arguments of the rule's message.</summary>
    /// <param name="findings">One edit, as a finding of each event that it concerns.</param>
    /// <param name="member">The member in C#; null where it isn't known.</param>
    /// <param name="record">The record in C#; null where it isn't known.</param>
    public static object[] Arguments(IReadOnlyList<VerdictFinding> findings, string? member, string? record)
    {
        VerdictFinding first = findings[0];
        return
        [
            member ?? first.Name,
            first.Old ?? None,
            first.New ?? None,
            record ?? (first.IsOnEventRecord ? first.EventType : first.Record) ?? None,
            Joined(findings, finding => $"{finding.Version.Name} of {finding.EventType}", " and "),
            Joined(findings, finding => finding.Impact, "; "),
            Joined(findings, finding => finding.Advice, ""),
        ];
    }

    private static string Joined(IReadOnlyList<VerdictFinding> findings, Func<VerdictFinding, string> part, string separator) =>
        string.Join(separator, findings.Select(part).Distinct());
}
