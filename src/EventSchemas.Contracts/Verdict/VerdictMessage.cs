using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>The message of a finding: the same in the editor and in the build, except for names of C#.</summary>
static class VerdictMessage
{
    private const string None = "none";
    private const int MostNamed = 3;

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
            Versions(findings),
            string.Join("; ", Distinct(findings, finding => finding.Impact).Take(MostNamed)),
            string.Concat(Distinct(findings, finding => finding.Advice).Take(1)) + (first.IsBreaking ? "" : HowToAccept(findings)),
        ];
    }

    // Events of one version stand together, and a record that many events reach names a few of them.
    private static string Versions(IReadOnlyList<VerdictFinding> findings)
    {
        VerdictFinding[] events =
            [.. findings.GroupBy(finding => (finding.Version.Name, finding.EventType)).Select(group => group.First())];
        string[] named =
        [
            .. events.Take(MostNamed)
                .GroupBy(finding => finding.Version.Name)
                .Select(group => $"{group.Key} of {Listed([.. group.Select(finding => finding.EventType)], events.Length <= MostNamed)}"),
        ];
        return events.Length <= MostNamed
            ? Listed(named, isAll: true)
            : $"{Listed(named, isAll: false)} and {Count(events.Length - MostNamed)} more";
    }

    /// <summary>How a change of meaning is accepted, as a sentence with a space before it.</summary>
    private static string HowToAccept(IReadOnlyList<VerdictFinding> findings)
    {
        VerdictFinding first = findings[0];
        string intention = first.Subject.Rule == RuleIds.MemberLooksRenamed ? "it isn't a rename" : "it is meant";
        if (findings.Any(finding => finding.IsMirror))
        {
            return "";
        }

        string[] events = [.. Distinct(findings.Where(finding => finding.CanBeAccepted), finding => finding.EventType)];
        return findings.All(finding => finding.CanBeAccepted)
            ? $" If {intention}, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
                + $"-p:EventSchemasAcceptBreaks={string.Join(",", events)}."
            : $" If {intention}, write [JustifiedBreak(\"{first.Subject.Rule}\", \"the reason\")] on "
                + $"{(first.Subject.Member is null ? "the record" : "the member")} until the next version is shipped.";
    }

    private static string Listed(string[] items, bool isAll) => items.Length == 1 || !isAll
        ? string.Join(", ", items)
        : $"{string.Join(", ", items.Take(items.Length - 1))} and {items[items.Length - 1]}";

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Distinct(IEnumerable<VerdictFinding> findings, Func<VerdictFinding, string> part) =>
        findings.Select(part).Where(text => text.Length > 0).Distinct();
}
