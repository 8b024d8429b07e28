using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>Finds in what the events of a project's target frameworks differ.</summary>
static class FrameworkDifferences
{
    private const string Advice = "a contract is the same for every build, so declare it without a condition.";

    /// <summary>The differences, each as a message; none where the frameworks have the same events.</summary>
    public static IEnumerable<string> Between(IReadOnlyList<FrameworkEvents> frameworks) => frameworks
        .SelectMany(framework => framework.Events.Keys)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(eventType => eventType, StringComparer.Ordinal)
        .SelectMany(eventType => Of(eventType, frameworks));

    private static IEnumerable<string> Of(string eventType, IReadOnlyList<FrameworkEvents> frameworks)
    {
        FrameworkEvents[] having = [.. frameworks.Where(framework => framework.Events.ContainsKey(eventType))];
        if (having.Length < frameworks.Count)
        {
            return [$"The event {eventType} exists in {Listed(having)} only: {Advice}"];
        }

        string[] members = [.. MembersInSome(eventType, frameworks)];
        return members.Length > 0 ? members : OtherDifferences(eventType, frameworks);
    }

    // A record that a framework lacks is missing with the member that leads to it, which is said.
    private static IEnumerable<string> MembersInSome(string eventType, IReadOnlyList<FrameworkEvents> frameworks)
    {
        ILookup<(string Record, string Field), FrameworkEvents> members = frameworks
            .SelectMany(framework => Members(framework.Events[eventType]).Select(member => (Member: member, Framework: framework)))
            .ToLookup(item => item.Member, item => item.Framework);
        foreach (IGrouping<(string Record, string Field), FrameworkEvents> member in members.Where(one => one.Count() < frameworks.Count))
        {
            bool isRecordEverywhere = frameworks.All(framework =>
                SchemaRecords.Within(framework.Events[eventType].Schema).Any(record => record.Name == member.Key.Record));
            if (isRecordEverywhere)
            {
                yield return $"'{member.Key.Field}' of {eventType} exists in {Listed(member)} only: {Advice}";
            }
        }
    }

    private static IEnumerable<(string Record, string Field)> Members(ContractCandidate candidate) =>
        SchemaRecords.Within(candidate.Schema).SelectMany(record => record.Fields.Select(field => (record.Name, field.Name))).Distinct();

    private static IEnumerable<string> OtherDifferences(string eventType, IReadOnlyList<FrameworkEvents> frameworks)
    {
        ContractCandidate first = frameworks[0].Events[eventType];
        foreach (FrameworkEvents other in frameworks.Skip(1))
        {
            ContractCandidate candidate = other.Events[eventType];
            string between = $"{eventType} isn't the same in {frameworks[0].Framework} and in {other.Framework}";
            foreach (AvroDifference difference in AvroDifferences.Between(first.Schema, candidate.Schema))
            {
                yield return $"{between} ({difference.Message}): {Advice}";
            }

            if (first.Terms != candidate.Terms)
            {
                yield return $"{between} (topic, key, role, level or personal data): {Advice}";
            }
        }
    }

    private static string Listed(IEnumerable<FrameworkEvents> frameworks) =>
        string.Join(" and ", frameworks.Select(framework => framework.Framework));
}

/// <summary>The events of one target framework, by event type.</summary>
sealed record FrameworkEvents(string Framework, IReadOnlyDictionary<string, ContractCandidate> Events);
