namespace EventSchemas.Tool;

/// <summary>Which version messages were written with.</summary>
static class ObservedVersions
{
    /// <summary>What was seen of an event.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="versions">The event's versions; null where nobody declares it.</param>
    public static CatalogObservation Of(ObservedMessages messages, EventVersions? versions) => new()
    {
        Topic = messages.Topic,
        Version = versions?.IdOf(messages.SchemaSha256),
        SchemaId = messages.SchemaId,
        Subject = messages.Subject,
        Source = messages.Source,
        IsReadable = messages.IsReadable,
        Messages = messages.Messages,
        First = messages.First,
        Last = messages.Last,
    };
}
