namespace EventSchemas.Declarations;

/// <summary>
/// The conventions of an event attribute: how names and values of C# appear in the schema. Reading, schema and emitters use this value
/// and never check which attribute it was. The run-time conventions for messages are <c>EventSchemas.EventConventions</c>.
/// </summary>
/// <param name="FieldNaming">How a member's name becomes a field's.</param>
/// <param name="RootRecordName">The schema name of an event's own record; null where it keeps its name.</param>
/// <param name="RootRecordDoc">The documentation of an event's own record; null where it has none.</param>
/// <param name="DateTimesAreText">
/// Whether a <c>DateTimeOffset</c> or <c>DateTime</c> without [AvroLogicalType] is an ISO 8601 text.
/// </param>
/// <param name="UuidsAreText">Whether a <c>Guid</c> without [AvroLogicalType] is a plain text, without the logical type.</param>
/// <param name="RuntimeProperty">The static property of the run time's conventions with the same meaning.</param>
sealed record EventConventions(
    FieldNaming FieldNaming,
    string? RootRecordName,
    string? RootRecordDoc,
    bool DateTimesAreText,
    bool UuidsAreText,
    string RuntimeProperty)
{
    /// <summary>The conventions of openedx-events, the Python library.</summary>
    public static EventConventions OpenEdx { get; } = new(
        FieldNaming.SnakeCase,
        RootRecordName: "CloudEvent",
        RootRecordDoc: "Avro Event Format for CloudEvents created with openedx_events/schema",
        DateTimesAreText: true,
        UuidsAreText: true,
        RuntimeProperty: "OpenEdx");

    /// <summary>The field's name for a member without [AvroName].</summary>
    public string FieldName(string member) => FieldNaming switch
    {
        FieldNaming.SnakeCase => SnakeCase.From(member),
        _ => throw new InvalidOperationException($"The naming {FieldNaming} isn't known."),
    };
}

/// <summary>How a member's name becomes a field's.</summary>
enum FieldNaming
{
    /// <summary><c>CourseKey</c> becomes <c>course_key</c>.</summary>
    SnakeCase,
}
