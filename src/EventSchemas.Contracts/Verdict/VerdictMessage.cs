using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>The message of a finding: the same in the editor and in the build, except for names of C#.</summary>
static class VerdictMessage
{
    private const string None = "none";
    private const int MostNamed = 3;
    private const string Failing = " In CI this is an error.";

    /// <summary>The message of a finding in the names of the schema.</summary>
    public static string Of(VerdictFinding finding) => finding.Rule.Message(Arguments([finding], member: null, record: null));

    /// <summary>The messages of findings of one event, each with its rule; how all are accepted is said once.</summary>
    public static string Listed(IReadOnlyList<VerdictFinding> findings) =>
        findings.Count > 1 && findings.All(finding => finding.CanBeAccepted)
            ? Listed(findings, finding => "") + $"{Failing} If all of it is meant, {HowToAccept(findings)}"
            : Listed(findings, finding => HowToAgree([finding]));

    /// <summary>The arguments of the rule's message.</summary>
    /// <param name="findings">One edit, as a finding of each event that it concerns.</param>
    /// <param name="member">The member in C#; null where it isn't known.</param>
    /// <param name="record">The record in C#; null where it isn't known.</param>
    public static object[] Arguments(IReadOnlyList<VerdictFinding> findings, string? member, string? record) =>
        ArgumentsWith(HowToAgree(findings), findings, member, record);

    private static object[] ArgumentsWith(string howToAgree, IReadOnlyList<VerdictFinding> findings, string? member, string? record)
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
            string.Concat(Distinct(findings, finding => finding.Advice).Take(1)) + howToAgree,
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

    // A sentence with a space before it.
    private static string HowToAgree(IReadOnlyList<VerdictFinding> findings) =>
        findings.Any(finding => finding.IsMirror) ? ""
        : findings.All(finding => finding.CanBeAccepted) ? $"{Failing} If {Intention(findings, isReleased: false)}, {HowToAccept(findings)}"
        : $" If {Intention(findings, isReleased: true)}, write {Justification(findings[0])}.";

    private static string Intention(IReadOnlyList<VerdictFinding> findings, bool isReleased)
    {
        VerdictFinding first = findings[0];
        if (!first.IsBreaking)
        {
            return first.Subject.Rule == RuleIds.MemberLooksRenamed ? "it isn't a rename" : "it is meant";
        }

        string[] orders = [.. findings.Select(finding => finding.SafeIf).Distinct()];
        string safe = orders.Length == 1 ? orders[0] : "";
        return (safe.Length == 0, isReleased) switch
        {
            (true, true) => "no service reads or writes the event",
            (true, false) => "no service reads or writes the event yet",
            (false, true) => safe,
            (false, false) => $"no service reads or writes the event yet, or {safe}",
        };
    }

    private static string HowToAccept(IReadOnlyList<VerdictFinding> findings) =>
        "accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
        + $"-p:EventSchemasAcceptBreaks={string.Join("+", Distinct(findings, finding => ContractFileName.Of(finding.EventType)))}.";

    private static string Justification(VerdictFinding finding)
    {
        bool isRemoved = VersionRules.IsRemoval(finding.Subject.Rule);
        return $"[JustifiedBreak(\"{finding.Subject.Rule}\", \"the reason\"{(isRemoved ? $", Member = \"{finding.Name}\"" : "")})] on the "
            + (isRemoved || finding.Subject.Member is null ? "record" : "member")
            + (finding.IsBreaking ? "" : " until the next version is shipped");
    }

    private static string Listed(IReadOnlyList<VerdictFinding> findings, Func<VerdictFinding, string> howToAgree) =>
        string.Join(" ", findings.Select(finding => $"{finding.Subject.Rule}: "
            + finding.Rule.Message(ArgumentsWith(howToAgree(finding), [finding], member: null, record: null))));

    private static string Listed(string[] items, bool isAll) => items.Length == 1 || !isAll
        ? string.Join(", ", items)
        : $"{string.Join(", ", items.Take(items.Length - 1))} and {items[items.Length - 1]}";

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Distinct(IEnumerable<VerdictFinding> findings, Func<VerdictFinding, string> part) =>
        findings.Select(part).Where(text => text.Length > 0).Distinct();
}
