using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>
/// An event that was shipped, that no record declares any more, and that wasn't retired. A mirror can go at any time: its owner goes on
/// publishing.
/// </summary>
/// <param name="EventType">The event type.</param>
/// <param name="Version">Its newest released version; for an orphaned event, perhaps the accepted contract.</param>
/// <param name="Successor">The declared event that took its place, as far as that can be told; otherwise null.</param>
sealed record MissingEvent(string EventType, ContractVersion Version, DeclaredEvent? Successor)
{
    /// <summary>The record that declared it, as the metadata name it; null where the version doesn't say.</summary>
    public string? Record => Version.Contract?.Record;

    /// <summary>The attribute that declared it.</summary>
    public string Attribute => Version.Contract?.DeclaredBy ?? ContractFile.UsualAttribute;

    /// <summary>The missing event of an event type that no record declares; null where nothing is missing.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="history">Its versions.</param>
    /// <param name="declared">The events that are declared.</param>
    public static MissingEvent? Of(string eventType, ContractHistory history, IReadOnlyList<DeclaredEvent> declared) =>
        history.LatestReleased is { Contract: not { Terms.IsMirror: true } } version && history.Retirement is null
            ? new MissingEvent(eventType, version, SuccessorOf(eventType, version, declared))
            : null;

    /// <summary>
    /// The event of an event type that no record declares and that nobody misses here: it was never shipped, or another team owns it; null
    /// where it is missing, was retired, or never had a contract.
    /// </summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="history">Its versions.</param>
    /// <param name="declared">The events that are declared.</param>
    public static MissingEvent? Orphaned(string eventType, ContractHistory history, IReadOnlyList<DeclaredEvent> declared) =>
        history.Retirement is null && history.Latest is { } version && Of(eventType, history, declared) is null
            ? new MissingEvent(eventType, version, SuccessorOf(eventType, version, declared))
            : null;

    /// <summary>The message in the build.</summary>
    public string Message => Rules.Of(RuleIds.EventMissing).Message(Arguments(formerRecord: null));

    /// <summary>The arguments of the rule's message.</summary>
    /// <param name="formerRecord">The name of the record that is still there and isn't an event any more; null where it has gone.</param>
    public object[] Arguments(string? formerRecord)
    {
        string problem = Successor is { } other
                ? $"now '{other.Record}' declares '{other.EventType}' (was it renamed?): services find an event by its event type, so put "
                    + $"'{EventType}' back, or declare both"
            : formerRecord is not null ? $"'{formerRecord}' is no longer an event: put [{Attribute}(\"{EventType}\")] back on it"
            : "no record declares it any more: put its record back";
        string retire = $"dotnet build -t:RetireEventSchemas -p:EventSchemasRetire={ContractFileName.Of(EventType)} "
            + "-p:EventSchemasReason=\"why it can end\"";
        return [EventType, problem, retire];
    }

    // The record that declared it, or else an event without versions whose schema is the same.
    private static DeclaredEvent? SuccessorOf(string eventType, ContractVersion version, IReadOnlyList<DeclaredEvent> declared)
    {
        string schema = WithoutEventType(version.Schema, eventType);
        return (version.Contract?.Record is { } record ? declared.FirstOrDefault(one => one.Record == record) : null)
            ?? declared.FirstOrDefault(one =>
                !one.WasReleased && one.Schema is { } other && WithoutEventType(other, one.EventType) == schema);
    }

    // The namespace of a schema is its event type.
    private static string WithoutEventType(AvroSchema schema, string eventType) =>
        schema.ToJson(AvroJsonFormat.Registry).Replace($"\"{eventType}\"", "\"\"");
}

/// <summary>An event that a record declares.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Record">The record, as the metadata name it; null where it isn't known.</param>
/// <param name="Schema">The schema; null where it has none.</param>
/// <param name="WasReleased">Whether versions of it were released.</param>
sealed record DeclaredEvent(string EventType, string? Record, AvroSchema? Schema, bool WasReleased);
