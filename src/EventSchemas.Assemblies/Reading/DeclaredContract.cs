using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>What an assembly says about one of its events, in its <c>EventContract</c> attribute.</summary>
sealed record DeclaredContract(string EventType, string Schema)
{
    public string? ReadingSchema { get; init; }

    public string? Topic { get; init; }

    public string? Key { get; init; }

    /// <summary>How the key is written, if not as Avro.</summary>
    public string? KeyFormat { get; init; }

    public Transports Transports { get; init; } = Transports.Kafka;

    public string? Compatibility { get; init; }

    public bool IsMirror { get; init; }

    public IReadOnlyList<string> PersonalData { get; init; } = [];

    /// <summary>What values of members stand for in C#; null where an earlier package compiled the assembly.</summary>
    public IReadOnlyList<MemberMeaning>? Meanings { get; init; }

    /// <summary>The C# record, as the metadata name it.</summary>
    public string? Record { get; init; }

    /// <summary>The attribute that declares the event; null for the usual one.</summary>
    public string? DeclaredBy { get; init; }

    /// <summary>Who owns the event.</summary>
    public string? Owner { get; init; }

    /// <summary>Its feature flag.</summary>
    public string? FeatureFlag { get; init; }

    /// <summary>The last day of the flag.</summary>
    public string? FlagRemoveBy { get; init; }

    /// <summary>Why it needs no flag.</summary>
    public string? StableBecause { get; init; }

    public IReadOnlyList<Justification> Justifications { get; init; } = [];

    /// <summary>The contract that the event would have if it were accepted.</summary>
    /// <param name="defaultCompatibility">The level of events that don't name one.</param>
    /// <exception cref="AvroSchemaException">A schema is malformed.</exception>
    public ContractCandidate ToCandidate(string defaultCompatibility)
    {
        string level = ContractTerms.LevelOf(Compatibility ?? defaultCompatibility).ToRegistryName();
        var terms = new ContractTerms(Topic, Key, IsMirror, level, PersonalData.ToEquatableArray())
        {
            KeyFormat = KeyFormat,
            Transports = Transports,
            Meanings = Meanings?.ToEquatableArray(),
        };
        return new ContractCandidate(EventType, AvroSchema.Parse(Schema), terms)
        {
            ReadingSchema = ReadingSchema is null ? null : AvroSchema.Parse(ReadingSchema),
            Record = Record,
            DeclaredBy = DeclaredBy,
            Justifications = Justifications,
        };
    }
}
