using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Finds what an event promises otherwise than its versions did beside their schemas: key, topic, personal data.</summary>
static class TermChanges
{
    /// <summary>The changes against the contract, or else against the version that was shipped last.</summary>
    /// <param name="accepted">The contract; null where there is none.</param>
    /// <param name="latest">The version that was shipped last; null where none was.</param>
    /// <param name="terms">What the event promises now.</param>
    public static IEnumerable<FoundBreak> Find(ContractVersion? accepted, ContractVersion? latest, ContractTerms terms)
    {
        FoundBreak?[] found =
        [
            Changed(RuleIds.TopicChanged, accepted, latest, terms, of => of.Topic),
            Changed(RuleIds.KeyChanged, accepted, latest, terms, of => of.Key),
        ];
        IEnumerable<string> marked = new[] { accepted, latest }.OfType<ContractVersion>().Where(version => version.Terms is not null)
            .SelectMany(version => terms.PersonalData.Except(version.Terms!.Terms.PersonalData))
            .Distinct();
        return found.OfType<FoundBreak>().Concat(marked.Select(member => Marked(member, accepted, latest)).OfType<FoundBreak>());
    }

    private static FoundBreak? Changed(string rule, ContractVersion? accepted, ContractVersion? latest, ContractTerms terms, Func<ContractTerms, string?> part)
    {
        string? now = part(terms);
        ContractVersion? version = new[] { accepted, latest }.FirstOrDefault(one => one?.Terms is { } before && part(before.Terms) != now);
        return version is null ? null : Found(new Break(BreakSubject.Of(rule, EventConventions.OpenEdx.RootRecordName!, null), rule, true, EventConventions.OpenEdx.RootRecordName!, null, rule, Quoted(part(version.Terms!.Terms)), Quoted(now), null, ""), version);
    }

    // A member that a version lacks can't have been published without the mark.
    private static FoundBreak? Marked(string member, ContractVersion? accepted, ContractVersion? latest)
    {
        string[] parts = member.Split('.');
        ContractVersion? version = new[] { accepted, latest }.FirstOrDefault(one => one?.Terms is { } before && !before.Terms.PersonalData.Contains(member) && Has(one, parts[0], parts[1]));
        return version is null ? null : Found(new Break(BreakSubject.Of(RuleIds.PersonalDataMarked, parts[0], parts[1]), RuleIds.PersonalDataMarked, true, parts[0], parts[1], parts[1], null, null, null, ""), version);
    }

    private static bool Has(ContractVersion version, string record, string field) =>
        SchemaRecords.Within(version.Schema).Any(one => one.Name == record && one.Fields.Any(other => other.Name == field));

    private static FoundBreak Found(Break @break, ContractVersion version) =>
        new(@break, version.Name, version.Number is not null, "", "", Location.Create(version.File.Path, default, default));

    private static string? Quoted(string? text) => text is null ? null : $"'{text}'";
}
