using System.Collections.Immutable;
using System.Globalization;

namespace EventSchemas.Analyzers;

/// <summary>What a diagnostic about a contract carries for its fixes.</summary>
static class ContractProperties
{
    // One of each for every event that is concerned: the names end with the event's number.
    private const string AcceptedEvent = "acceptedEvent";
    private const string SchemaPath = "schemaPath";
    private const string SchemaText = "schemaText";
    private const string ContractPath = "contractPath";
    private const string ContractText = "contractText";
    private const string BrokenEvent = "brokenEvent";
    private const string LatestPath = "latestPath";

    /// <summary>
    /// What the diagnostic is about, by rule, record and member: a fix has worked if no diagnostic is about it any more.
    /// </summary>
    public const string Subject = "subject";

    /// <summary>The schema name of the record that was edited.</summary>
    public const string Record = "record";

    /// <summary>The name that a member or type had, where keeping it would undo the edit.</summary>
    public const string OldName = "oldName";

    /// <summary>The size of a <c>fixed</c> whose name that is.</summary>
    public const string FixedSize = "fixedSize";

    /// <summary>The schema name of a member that was removed.</summary>
    public const string RemovedMember = "removedMember";

    /// <summary>What a topic, a key or a level was before.</summary>
    public const string OldTerm = "oldTerm";

    /// <summary>How a key was written before, where it is written in another way now.</summary>
    public const string OldKeyFormat = "oldKeyFormat";

    /// <summary>The event type of a contract that no record declares, and that is near to another event type.</summary>
    public const string NearestEventType = "nearestEventType";

    /// <summary>The topic of another event that is near to this one's.</summary>
    public const string NearestTopic = "nearestTopic";

    /// <summary>The event type that no record declares any more, and the attribute that declared it.</summary>
    public const string MissingEventType = "missingEventType";
    public const string Attribute = "attribute";

    /// <summary>Present where the source may justify the break.</summary>
    public const string IsJustifiable = "isJustifiable";

    /// <summary>Adds what a fix needs to accept the current contracts of events; nothing where one of them has no contract.</summary>
    public static ImmutableDictionary<string, string?> AddAccepted(
        this ImmutableDictionary<string, string?> properties, IReadOnlyList<CheckedEvent> events)
    {
        if (events.Any(e => e.Verdict is null or { State: ContractState.Missing }))
        {
            return properties;
        }

        ImmutableDictionary<string, string?>.Builder all = properties.ToBuilder();
        for (int i = 0; i < events.Count; i++)
        {
            all[Numbered(AcceptedEvent, i)] = events[i].EventType;
            all[Numbered(SchemaPath, i)] = events[i].Files.Schema?.Path;
            all[Numbered(SchemaText, i)] = events[i].Verdict!.SchemaText;
            all[Numbered(ContractPath, i)] = events[i].Files.Contract?.Path;
            all[Numbered(ContractText, i)] = events[i].Verdict!.ContractText;
        }

        return all.ToImmutable();
    }

    /// <summary>Adds what a fix needs to keep the latest versions of events that break.</summary>
    public static ImmutableDictionary<string, string?> AddBroken(
        this ImmutableDictionary<string, string?> properties, IReadOnlyList<CheckedEvent> events)
    {
        ImmutableDictionary<string, string?>.Builder all = properties.ToBuilder();
        for (int i = 0; i < events.Count; i++)
        {
            all[Numbered(BrokenEvent, i)] = events[i].EventType;
            all[Numbered(LatestPath, i)] = events[i].Verdict?.History.Latest?.Path;
        }

        return all.ToImmutable();
    }

    /// <summary>The contracts that a fix would accept.</summary>
    public static IReadOnlyList<AcceptedContract> AcceptedContracts(this ImmutableDictionary<string, string?> properties) =>
    [
        .. properties.AllNumbered(AcceptedEvent, (number, eventType) => new AcceptedContract(
            eventType,
            [
                (properties.Text(Numbered(SchemaPath, number)), properties.Text(Numbered(SchemaText, number))),
                (properties.Text(Numbered(ContractPath, number)), properties.Text(Numbered(ContractText, number))),
            ])),
    ];

    /// <summary>The events that break, each with the file of its latest version.</summary>
    public static IReadOnlyList<(string EventType, string? LatestPath)> BrokenEvents(
        this ImmutableDictionary<string, string?> properties) =>
        [.. properties.AllNumbered(BrokenEvent, (number, eventType) => (eventType, properties.Text(Numbered(LatestPath, number))))];

    /// <summary>A property; null where it is absent.</summary>
    public static string? Text(this ImmutableDictionary<string, string?> properties, string name) =>
        properties.TryGetValue(name, out string? value) ? value : null;

    private static IEnumerable<T> AllNumbered<T>(
        this ImmutableDictionary<string, string?> properties, string name, Func<int, string, T> read)
    {
        for (int i = 0; properties.Text(Numbered(name, i)) is { } eventType; i++)
        {
            yield return read(i, eventType);
        }
    }

    private static string Numbered(string name, int number) => name + number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A contract that a fix would accept.</summary>
/// <param name="EventType">The event.</param>
/// <param name="Files">Its files and the text that each would have; no path where there is no such file.</param>
sealed record AcceptedContract(string EventType, IReadOnlyList<(string? Path, string? Text)> Files);
