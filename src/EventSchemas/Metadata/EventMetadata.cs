namespace EventSchemas;

/// <summary>
/// Identity, time and source of an event, as its CloudEvents headers carry them. Immutable.
/// </summary>
public sealed record EventMetadata
{
    /// <summary>The event type (<c>ce_type</c>).</summary>
    public required string EventType { get; init; }

    /// <summary>The event's id (<c>ce_id</c>).</summary>
    public required Guid Id { get; init; }

    /// <summary>When it happened (<c>ce_time</c>), always in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Which service sent it (<c>ce_source</c>), for example <c>openedx/lms/web</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The host that sent it (<c>sourcehost</c>).</summary>
    public required string SourceHost { get; init; }

    /// <summary>The version of the library that sent it (<c>sourcelib</c>): dotted integers, for example <c>11.2.0</c>.</summary>
    public required string SourceLibrary { get; init; }

    /// <summary>The minor version (<c>ce_minorversion</c>), which is 0 on today's bus.</summary>
    public int MinorVersion { get; init; }
}
