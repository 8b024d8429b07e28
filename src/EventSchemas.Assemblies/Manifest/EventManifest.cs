using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>What a build says about an assembly: the events that it declares, and what it does with events.</summary>
sealed record EventManifest
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of EventSchemas that wrote it.</summary>
    public required string PackageVersion { get; init; }

    /// <summary>The assembly's name.</summary>
    public required string Assembly { get; init; }

    /// <summary>The service that the assembly belongs to.</summary>
    public required string Service { get; init; }

    /// <summary>The environment that it was built for; null where that isn't said.</summary>
    public string? Environment { get; init; }

    /// <summary>When it was built, in UTC.</summary>
    public required DateTime BuildDate { get; init; }

    /// <summary>The folder of the contract files, relative to the project, with slashes; null for a project without one.</summary>
    public string? ContractFolder { get; init; }

    /// <summary>The level of events that don't name one.</summary>
    public required string DefaultCompatibility { get; init; }

    /// <summary>The events that it declares, by event type.</summary>
    public IReadOnlyList<ManifestEvent> Events { get; init; } = [];

    /// <summary>The events that its contract folder retires.</summary>
    public IReadOnlyList<RetiredEvent> Retired { get; init; } = [];

    /// <summary>The C# types that its events are made of, by name.</summary>
    public IReadOnlyList<ManifestType> Types { get; init; } = [];

    /// <summary>The producers that its code registers.</summary>
    public IReadOnlyList<ManifestProducer> Producers { get; init; } = [];

    /// <summary>The handlers that its code registers.</summary>
    public IReadOnlyList<ManifestHandler> Handlers { get; init; } = [];
}

/// <summary>An event that an assembly declares.</summary>
sealed record ManifestEvent
{
    /// <summary>The event type.</summary>
    public required string EventType { get; init; }

    /// <summary>The record, as the metadata name it.</summary>
    public string? Record { get; init; }

    /// <summary>Whether another team owns it.</summary>
    public bool IsMirror { get; init; }

    /// <summary>The source file of the record, relative to the project where it is below it; null where that isn't known.</summary>
    public string? File { get; init; }

    /// <summary>The line in it.</summary>
    public int? Line { get; init; }

    /// <summary>The attribute that declares it.</summary>
    public required string Attribute { get; init; }

    /// <summary>Who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Its feature flag.</summary>
    public string? FeatureFlag { get; init; }

    /// <summary>The last day of the flag, as <c>yyyy-MM-dd</c>.</summary>
    public string? FlagRemoveBy { get; init; }

    /// <summary>Why it needs no flag.</summary>
    public string? StableBecause { get; init; }

    /// <summary>Its schema.</summary>
    public required AvroSchema Schema { get; init; }

    /// <summary>What it promises besides its schema.</summary>
    public required ContractTerms Terms { get; init; }

    /// <summary>The summary of the record's documentation.</summary>
    public string? Summary { get; init; }

    /// <summary>The remarks of the record's documentation.</summary>
    public string? Remarks { get; init; }

    /// <summary>The documentation of the record's members, by their names in C#.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Members { get; init; } = [];

    /// <summary>The documentation of the members of further records, by the names that the records have in the schema.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, string>>>> RecordMembers { get; init; } = [];

    /// <summary>The breaks that the source justifies.</summary>
    public IReadOnlyList<Justification> Justifications { get; init; } = [];

    /// <summary>The shipped versions, the oldest first.</summary>
    public IReadOnlyList<ManifestVersion> Versions { get; init; } = [];
}

/// <summary>A shipped version of an event.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Sha256">The hash of its schema.</param>
/// <param name="LibraryBelow">For an event of another team: the first version of its library that has a newer version.</param>
/// <param name="Schema">Its schema.</param>
sealed record ManifestVersion(int Number, string Sha256, string? LibraryBelow, AvroSchema Schema);

/// <summary>An event that has ended.</summary>
/// <param name="Retirement">When, and why.</param>
sealed record RetiredEvent(Retirement Retirement)
{
    /// <summary>What it was promised besides its schema when its newest version was shipped; null where that isn't known.</summary>
    public ContractTerms? Terms { get; init; }

    /// <summary>The shipped versions, the oldest first.</summary>
    public IReadOnlyList<ManifestVersion> Versions { get; init; } = [];
}

/// <summary>
/// A C# type of which events are made. It has members, symbols or branches, or else a converter or its own parsing makes a value of it.
/// </summary>
/// <param name="Name">The name, as the metadata have it, with type arguments.</param>
sealed record ManifestType(string Name)
{
    /// <summary>The members of a record: first the parameters of its constructor, then the properties that are set after it.</summary>
    public IReadOnlyList<ManifestMember>? Members { get; init; }

    /// <summary>The members of an enum, with their symbols in the schema.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Symbols { get; init; } = [];

    /// <summary>The records that a union stands for.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>The converter that makes a value of what is in the schema.</summary>
    public string? Converter { get; init; }

    /// <summary>Whether it parses its values.</summary>
    public bool IsParsable { get; init; }
}

/// <summary>A member of a record.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Type">Its type, likewise; null where no member of an event can have it.</param>
/// <param name="Field">The name that an attribute gives it in the schema; null where it follows from its own.</param>
/// <param name="Converter">The converter that an attribute names.</param>
/// <param name="IsParameter">Whether the constructor takes it.</param>
sealed record ManifestMember(string Name, string? Type, string? Field, string? Converter, bool IsParameter);

/// <summary>A producer that code registers. What isn't a constant in the code is null.</summary>
/// <param name="Record">The event's record, as the metadata name it.</param>
/// <param name="EventType">The event type.</param>
/// <param name="File">The source file, relative to the project where it is below it.</param>
/// <param name="Line">The line in it.</param>
sealed record ManifestProducer(string? Record, string? EventType, string? File, int? Line);

/// <summary>A handler that code registers. What isn't a constant in the code is null.</summary>
/// <param name="Group">The consumer group.</param>
/// <param name="Name">The handler's name in the group.</param>
/// <param name="Kind">How it gets events.</param>
/// <param name="Record">The event's record, as the metadata name it; null for a handler of any event.</param>
/// <param name="EventType">The event type; null for a handler of any event.</param>
/// <param name="Handler">The handler's type, as the metadata name it.</param>
/// <param name="File">The source file, relative to the project where it is below it.</param>
/// <param name="Line">The line in it.</param>
sealed record ManifestHandler(
    string? Group, string? Name, HandlerKind Kind, string? Record, string? EventType, string? Handler, string? File, int? Line)
{
    /// <summary>Whether a handler of any event gets those of a list only, which the code makes at run time.</summary>
    public bool HasList { get; init; }
}

/// <summary>How a handler gets events.</summary>
enum HandlerKind
{
    /// <summary>One by one.</summary>
    Event,

    /// <summary>In batches.</summary>
    Batch,

    /// <summary>One by one, of any event type.</summary>
    Any,
}
