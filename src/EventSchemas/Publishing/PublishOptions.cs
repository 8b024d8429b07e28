namespace EventSchemas;

/// <summary>Identity and time of an event, where the caller knows better than the clock.</summary>
public sealed record PublishOptions
{
    /// <summary>
    /// The event's id (<c>ce_id</c>). A stable one makes back-filling repeatable. By default a new time-based UUID.
    /// </summary>
    public Guid? Id { get; init; }

    /// <summary>When it happened (<c>ce_time</c>), for example the time of the database row. By default now.</summary>
    public DateTimeOffset? Time { get; init; }
}
