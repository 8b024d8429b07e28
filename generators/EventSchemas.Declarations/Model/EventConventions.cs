namespace EventSchemas.Declarations;

/// <summary>
/// The conventions of an event attribute: how names and values of C# appear in the schema. Reading, schema, emitters and rules use this
/// value and never check which attribute it was. The run-time conventions for messages are <c>EventSchemas.EventConventions</c>.
/// </summary>
/// <param name="Attribute">The attribute's name as it is written, for messages and fixes.</param>
/// <param name="FieldNaming">How a member's name becomes a field's.</param>
/// <param name="RootRecordName">The schema name of an event's own record; null where it keeps its name.</param>
/// <param name="RootRecordDoc">The documentation of an event's own record; null where it has none.</param>
/// <param name="DateTimesAreText">
/// Whether a <c>DateTimeOffset</c> or <c>DateTime</c> without [AvroLogicalType] is an ISO 8601 text.
/// </param>
/// <param name="UuidsAreText">Whether a <c>Guid</c> without [AvroLogicalType] is a plain text, without the logical type.</param>
/// <param name="RuntimeProperty">The static property of the run time's conventions with the same meaning.</param>
/// <param name="RuntimeLevel">The lowest <c>EventRuntime.Level</c> that the generated code needs.</param>
sealed record EventConventions(
    string Attribute,
    FieldNaming FieldNaming,
    string? RootRecordName,
    string? RootRecordDoc,
    bool DateTimesAreText,
    bool UuidsAreText,
    string RuntimeProperty,
    int RuntimeLevel)
{
    /// <summary>The conventions of openedx-events, the Python library.</summary>
    public static EventConventions OpenEdx { get; } = new(
        ContractFile.UsualAttribute,
        FieldNaming.SnakeCase,
        RootRecordName: "CloudEvent",
        RootRecordDoc: "Avro Event Format for CloudEvents created with openedx_events/schema",
        DateTimesAreText: true,
        UuidsAreText: true,
        RuntimeProperty: "OpenEdx",
        RuntimeLevel: 2)
    {
        EventTypesAreWords = true,
        NamespaceIsEventType = true,
        PythonServicesRead = true,
    };

    /// <summary>The conventions of plain Avro and CloudEvents, with names as they are written.</summary>
    public static EventConventions CloudEvents { get; } = OfCloudEvents(FieldNaming.AsWritten);

    private static readonly EventConventions CloudEventsInSnakeCase = OfCloudEvents(FieldNaming.SnakeCase);
    private static readonly EventConventions CloudEventsInCamelCase = OfCloudEvents(FieldNaming.CamelCase);

    /// <summary>Whether an event type is two or more words in lower case; otherwise it is any text that CloudEvents allows.</summary>
    public bool EventTypesAreWords { get; private init; }

    /// <summary>Whether the schema's namespace is the event type; otherwise it is chosen, or that of the record.</summary>
    public bool NamespaceIsEventType { get; private init; }

    /// <summary>Whether Python services may read the events, so that the rules about these apply.</summary>
    public bool PythonServicesRead { get; private init; }

    /// <summary>Whether attribute, folder and project choose how fields are named, and in which namespace.</summary>
    public bool HasNamingOptions { get; private init; }

    /// <summary>Whether the attribute chooses how a key is written.</summary>
    public bool HasKeyFormats { get; private init; }

    /// <summary>
    /// The end of the names of codecs. A record has one codec for each of the conventions under which events reach it, because the values
    /// that are written differ.
    /// </summary>
    public string CodecSuffix { get; private init; } = "";

    /// <summary>The attribute as a contract names it; null for the usual one.</summary>
    public string? DeclaredBy => Attribute == ContractFile.UsualAttribute ? null : Attribute;

    /// <summary>The conventions of the attribute with a name; null where it is no event's.</summary>
    /// <param name="attribute">The name of the attribute's class.</param>
    public static EventConventions? OfAttribute(string attribute) => attribute switch
    {
        WellKnownNames.OpenEdxEventAttribute => OpenEdx,
        WellKnownNames.AvroEventAttribute => CloudEvents,
        _ => null,
    };

    /// <summary>The same conventions with another naming of fields, where that can be chosen.</summary>
    public EventConventions With(FieldNaming naming) => (HasNamingOptions, naming) switch
    {
        (false, _) => this,
        (_, FieldNaming.SnakeCase) => CloudEventsInSnakeCase,
        (_, FieldNaming.CamelCase) => CloudEventsInCamelCase,
        _ => CloudEvents,
    };

    /// <summary>The field's name for a member without [AvroName].</summary>
    public string FieldName(string member) => FieldNaming switch
    {
        FieldNaming.AsWritten => member,
        FieldNaming.SnakeCase => SnakeCase.From(member),
        FieldNaming.CamelCase => CamelCase.From(member),
        _ => throw new InvalidOperationException($"The naming {FieldNaming} isn't known."),
    };

    private static EventConventions OfCloudEvents(FieldNaming naming) => new(
        WellKnownNames.AvroEvent,
        naming,
        RootRecordName: null,
        RootRecordDoc: null,
        DateTimesAreText: false,
        UuidsAreText: false,
        RuntimeProperty: "CloudEvents",
        RuntimeLevel: 3)
    {
        HasNamingOptions = true,
        HasKeyFormats = true,
        CodecSuffix = naming.ToString(),
    };
}

/// <summary>How a member's name becomes a field's. The numbers are those of <c>AvroNaming</c>.</summary>
enum FieldNaming
{
    /// <summary><c>CourseKey</c> stays <c>CourseKey</c>.</summary>
    AsWritten,

    /// <summary><c>CourseKey</c> becomes <c>course_key</c>.</summary>
    SnakeCase,

    /// <summary><c>CourseKey</c> becomes <c>courseKey</c>.</summary>
    CamelCase,
}
