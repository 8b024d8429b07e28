using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>What an event's record declares now: the contract that it would have if it were accepted.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Terms">What it guarantees besides its schema.</param>
sealed record ContractCandidate(string EventType, AvroSchema Schema, ContractTerms Terms)
{
    /// <summary>The schema that an event of another team is read with; null where that is <see cref="Schema"/>.</summary>
    public AvroSchema? ReadingSchema { get; init; }

    /// <summary>The C# record that declares it, as the metadata name it; null where it isn't known.</summary>
    public string? Record { get; init; }

    /// <summary>The attribute that declares it; null for <see cref="ContractFile.UsualAttribute"/>.</summary>
    public string? DeclaredBy { get; init; }

    /// <summary>Whether the root record has a name of its own in the schema, and not the one that all events have.</summary>
    public bool HasOwnRootName => DeclaredBy is not null;

    /// <summary>The breaks that the source justifies.</summary>
    public IReadOnlyList<Justification> Justifications { get; init; } = [];

    /// <summary>The schema name of the event's own record.</summary>
    public string RootRecord => (Schema as AvroRecordSchema)?.Name ?? "";

    /// <summary>The level that it declares: a mirror only has to read every version.</summary>
    public CompatibilityLevel Level => Terms.IsMirror ? CompatibilityLevel.BackwardTransitive : Terms.Level;

    /// <summary>The content of its <c>.contract.json</c>.</summary>
    public ContractFile ToContractFile() => ContractFile.Of(EventType, Schema, Terms) with { Record = Record, DeclaredBy = DeclaredBy };
}
