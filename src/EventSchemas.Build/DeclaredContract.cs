using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>What an assembly says about one of its events, in its <c>EventContract</c> attribute.</summary>
sealed record DeclaredContract(string EventType, string Schema)
{
    public string? ReadingSchema { get; init; }

    public string? Topic { get; init; }

    public string? Key { get; init; }

    public string? Compatibility { get; init; }

    public bool IsMirror { get; init; }

    public IReadOnlyList<string> PersonalData { get; init; } = [];

    public IReadOnlyList<DeclaredJustification> JustifiedBreaks { get; init; } = [];

    /// <summary>Whether the event type can stand in a file's name.</summary>
    public bool CanNameAFile =>
        EventType.Length > 0
        && EventType[0] != '.'
        && EventType.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-');

    /// <summary>What stands in its contract file.</summary>
    /// <param name="schema">Its schema, parsed.</param>
    /// <param name="defaultCompatibility">The level of events that don't name one.</param>
    public ContractFile ToFile(AvroSchema schema, string defaultCompatibility) =>
        ContractFile.Of(EventType, schema, new ContractTerms(Topic, Key, IsMirror, Compatibility ?? defaultCompatibility, PersonalData.ToEquatableArray()));
}
