namespace EventSchemas.Declarations;

/// <summary>
/// An event as its record declares it: one reading, shared by the generator and the analyzers. It holds values only, no symbol, no syntax
/// and no location, so that equal declarations are equal objects.
/// </summary>
sealed record EventDeclaration
{
    private const int LevelWithTransports = 4;

    /// <summary>What the event attribute says.</summary>
    public required EventAttribute Attribute { get; init; }

    /// <summary>Where the record is declared.</summary>
    public required TypePlace Place { get; init; }

    /// <summary>The record's name as it is written in C#.</summary>
    public required string Name { get; init; }

    /// <summary>The record in generated code, with <c>global::</c>.</summary>
    public required string FullName { get; init; }

    /// <summary><c>record</c>, or <c>class</c> where a class is annotated.</summary>
    public required string Keyword { get; init; }

    /// <summary>Whether the stubs can be public.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>
    /// Whether everything that the event reaches can be represented in a schema; if not, only the signatures of its stubs are written.
    /// </summary>
    public required bool IsRepresentable { get; init; }

    /// <summary>The event's own record, then those that it reaches, each once, in the order in which they are reached.</summary>
    public required EquatableArray<RecordDeclaration> Records { get; init; }

    /// <summary>The key; null where the attribute has no key path, or one that can't be followed.</summary>
    public KeyDeclaration? Key { get; init; }

    /// <summary>Whether the event, or a type around it, is obsolete.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>Names of its stubs that other types of the project have.</summary>
    public EquatableArray<string> TakenNames { get; init; }

    /// <summary>Whether its producer has an interface of its own.</summary>
    public bool HasProducerInterface => !TakenNames.Contains(GeneratedNames.ProducerInterface(Name));

    /// <summary>The breaks that the source justifies.</summary>
    public EquatableArray<Justification> Justifications { get; init; }

    /// <summary>
    /// The compatibility level in the registry's spelling where the attribute or the folder gives one; otherwise the project's counts.
    /// </summary>
    public string? Compatibility { get; init; }

    /// <summary>The level that counts, in the registry's spelling: <see cref="Compatibility"/>, or else the project's.</summary>
    public string? EffectiveCompatibility { get; init; }

    /// <summary>The transports that count: those of the attribute, or else of the folder or the project.</summary>
    public Transports Transports { get; init; } = Transports.Kafka;

    /// <summary>The versions that were shipped, the newest first, where a transport of it doesn't name the writer's schema.</summary>
    public EquatableArray<OlderVersion> OlderVersions { get; init; }

    /// <summary>The path of its contract below the project's folder; null where it isn't known.</summary>
    public string? ContractFile { get; init; }

    /// <summary>The namespace of the folder or the project for schemas; null where neither gives one.</summary>
    public string? NamespaceOfSettings { get; init; }

    /// <summary>Whether the schema has the documentation of its types and members.</summary>
    public bool HasDocs { get; init; }

    /// <summary>The documentation, where the schema has it. Only the schema depends on it, no codec.</summary>
    public EquatableArray<TypeDoc> Docs { get; init; }

    public string EventType => Attribute.EventType;

    /// <summary>The schema's namespace; empty where it has none.</summary>
    public string SchemaNamespace => Conventions.NamespaceIsEventType
        ? EventType
        : Attribute.Namespace ?? NamespaceOfSettings ?? Place.Namespace.Replace("@", "");

    /// <summary>How the key is written, as a term of the contract; null for Avro, and without a key.</summary>
    public string? KeyFormatTerm => Key is null || Attribute.KeyFormat == KeyFormat.Avro
        ? null
        : Attribute.KeyFormat.ToString().ToLowerInvariant();

    /// <summary>The record's name as the metadata have it.</summary>
    public string MetadataName
    {
        get
        {
            string @namespace = Place.Namespace.Length == 0 ? "" : Place.Namespace + ".";
            return (@namespace + string.Concat(Place.Types.Select(type => type.Name + "+")) + Name).Replace("@", "");
        }
    }

    public EventConventions Conventions => Attribute.Conventions;

    /// <summary>The lowest <c>EventRuntime.Level</c> that the generated code needs.</summary>
    public int RuntimeLevel => Transports == Transports.Kafka ? Conventions.RuntimeLevel : LevelWithTransports;

    public bool IsMirror => Attribute.IsMirror;

    /// <summary>
    /// Whether a second part of the type can be written: it is a class without type parameters, and everything around it has a name.
    /// </summary>
    public bool CanHaveStubs =>
        Keyword is "record" or "class"
        && Name.Length > 0
        && Name.IndexOf('<') < 0
        && FullName.IndexOf("..", StringComparison.Ordinal) < 0
        && FullName.IndexOf("::.", StringComparison.Ordinal) < 0;

    /// <summary>The members that are about a person, as record and field: <c>UserPersonalData.email</c>.</summary>
    public IEnumerable<string> PersonalData => Records.SelectMany(
        record => record.Members.Where(member => member.IsPersonalData).Select(member => $"{SchemaNameOf(record)}.{member.FieldName}"));

    /// <summary>What the values of members stand for in C#, where their Avro types don't say it.</summary>
    public IEnumerable<MemberMeaning> Meanings => Records.SelectMany(record => record.Members
        .Select(member => (Member: $"{SchemaNameOf(record)}.{member.FieldName}", Meaning: MemberMeanings.Of(member.Type)))
        .Where(item => item.Meaning is not null)
        .Select(item => new MemberMeaning(item.Member, item.Meaning!)));

    /// <summary>The name of one of the event's records in its schema: that of the root belongs to the event.</summary>
    public string SchemaNameOf(RecordDeclaration record) =>
        record.FullName == FullName && Conventions.RootRecordName is { } root ? root : record.SchemaName;
}

/// <summary>What an event attribute says, as it is written; texts that are empty count as absent.</summary>
sealed record EventAttribute
{
    /// <summary>The argument that says who owns the event.</summary>
    public const string Role = nameof(Role);

    /// <summary>The argument that names the transports.</summary>
    public const string TransportsArgument = nameof(Transports);

    /// <summary>The argument that gives the number of the version.</summary>
    public const string VersionArgument = "Version";

    /// <summary>The argument that says how the key is written.</summary>
    public const string KeyFormatArgument = "KeyFormat";

    public required EventConventions Conventions { get; init; }

    /// <summary>Whether it says how fields are named; otherwise the folder's or the project's setting counts.</summary>
    public bool IsNamingChosen { get; init; }

    /// <summary>The event type, with its version.</summary>
    public required string EventType { get; init; }

    /// <summary>The event type as it is written, where the version is an argument of its own; otherwise null.</summary>
    public string? DeclaredType { get; init; }

    /// <summary>The number of the version where it is an argument of its own.</summary>
    public int? Version { get; init; }

    /// <summary>The schema's namespace, empty for none; null where it isn't said.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether the schema has the documentation of the comments; null where it isn't said.</summary>
    public bool? HasDocs { get; init; }

    /// <summary>How the key is written.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>The transports that it names; null where the folder's or the project's setting counts.</summary>
    public Transports? Transports { get; init; }

    public string? Topic { get; init; }

    /// <summary>The key path: names of members, separated by dots.</summary>
    public string? KeyPath { get; init; }

    public string? FeatureFlag { get; init; }

    public string? StableBecause { get; init; }

    /// <summary>The last day on which the flag is needed, as written, even if it is empty.</summary>
    public string? FlagRemoveBy { get; init; }

    public string? Owner { get; init; }

    /// <summary>Whether another team owns the event.</summary>
    public bool IsMirror { get; init; }

    /// <summary>The compatibility level in the registry's spelling, or null.</summary>
    public string? Compatibility { get; init; }
}

/// <summary>How a key is written. The numbers are those of <c>EventKeyFormat</c>.</summary>
enum KeyFormat
{
    /// <summary>As Avro, with the id of its schema.</summary>
    Avro,

    /// <summary>As bare UTF-8 text.</summary>
    Text,

    /// <summary>As eight bytes, the highest first.</summary>
    Long,
}

/// <summary>The member whose value is the message key.</summary>
/// <param name="Members">The way to it as property names.</param>
/// <param name="SchemaPath">The way to it as field names of the schema, separated by dots.</param>
/// <param name="Type">How it travels.</param>
sealed record KeyDeclaration(EquatableArray<string> Members, string SchemaPath, ScalarType Type)
{
    /// <summary>For each member of the way, whether it can be null although it isn't nullable.</summary>
    public required EquatableArray<bool> AreReferences { get; init; }

    /// <summary>Whether a member of the way is obsolete.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>Whether a member of the way is about a person.</summary>
    public bool IsPersonalData { get; init; }
}
