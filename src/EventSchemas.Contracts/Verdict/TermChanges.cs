using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>Finds changes of what an event promises beside its schema: topic, key and personal data.</summary>
static class TermChanges
{
    /// <summary>The changes against the contract, or else against the newest released version.</summary>
    public static IReadOnlyList<VerdictFinding> Find(ContractCandidate candidate, ContractHistory history)
    {
        if (candidate.Terms.IsMirror || candidate.Level == CompatibilityLevel.None)
        {
            return [];
        }

        ContractVersion[] versions = [.. new[] { history.Accepted, history.LatestReleased }.OfType<ContractVersion>()];
        IEnumerable<string> personalData = versions
            .Where(version => version.Contract is not null)
            .SelectMany(version => candidate.Terms.PersonalData.Except(version.Contract!.Terms.PersonalData))
            .Distinct();
        return
        [
            .. new[]
            {
                Changed(RuleIds.TopicChanged, candidate, versions, terms => terms.Topic),
                Changed(RuleIds.KeyChanged, candidate, versions, terms => terms.Key),
            }.OfType<VerdictFinding>(),
            .. personalData.Select(member => BecamePersonalData(member, candidate, versions)).OfType<VerdictFinding>(),
        ];
    }

    private static VerdictFinding? Changed(
        string rule, ContractCandidate candidate, ContractVersion[] versions, Func<ContractTerms, string?> part)
    {
        string? now = part(candidate.Terms);
        ContractVersion? version = versions.FirstOrDefault(one => one.Contract is { } contract && part(contract.Terms) != now);
        return version is null ? null : Finding(new FindingSubject(rule, RootOf(candidate), null), candidate, version) with
        {
            Old = Quoted(part(version.Contract!.Terms)),
            New = Quoted(now),
        };
    }

    // A member that a version lacks can't have been published without the mark.
    private static VerdictFinding? BecamePersonalData(string member, ContractCandidate candidate, ContractVersion[] versions)
    {
        string[] parts = member.Split('.');
        ContractVersion? version = versions.FirstOrDefault(one =>
            one.Contract is { } contract && !contract.Terms.PersonalData.Contains(member) && HasMember(one, parts[0], parts[1]));
        return version is null ? null : Finding(new FindingSubject(RuleIds.PersonalDataMarked, parts[0], parts[1]), candidate, version);
    }

    private static VerdictFinding Finding(FindingSubject subject, ContractCandidate candidate, ContractVersion version) => new()
    {
        Subject = subject,
        EventType = candidate.EventType,
        IsMirror = candidate.Terms.IsMirror,
        Record = subject.Record,
        IsOnEventRecord = subject.Record == RootOf(candidate),
        Field = subject.Member,
        Name = subject.Member ?? subject.Record,
        Version = version,
    };

    private static bool HasMember(ContractVersion version, string record, string field) =>
        SchemaRecords.Within(version.Schema).Any(one => one.Name == record && one.Fields.Any(other => other.Name == field));

    private static string RootOf(ContractCandidate candidate) => (candidate.Schema as AvroRecordSchema)?.Name ?? "";

    private static string? Quoted(string? text) => text is null ? null : $"'{text}'";
}
