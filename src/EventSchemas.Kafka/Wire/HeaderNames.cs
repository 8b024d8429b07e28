namespace EventSchemas.Kafka;

/// <summary>The headers that a set of conventions has for each part of an event's metadata.</summary>
sealed class HeaderNames(EventConventions conventions)
{
    public EventConventions Conventions { get; } = conventions;

    public string EventType { get; } = Required(conventions, EventHeaderContent.EventType);

    public string Id { get; } = Required(conventions, EventHeaderContent.Id);

    public string? Source { get; } = Find(conventions, EventHeaderContent.Source);

    public string? Time { get; } = Find(conventions, EventHeaderContent.Time);

    public string? MinorVersion { get; } = Find(conventions, EventHeaderContent.MinorVersion);

    public string? SourceHost { get; } = Find(conventions, EventHeaderContent.SourceHost);

    public string? SourceLibrary { get; } = Find(conventions, EventHeaderContent.SourceLibrary);

    private static string Required(EventConventions conventions, EventHeaderContent content) =>
        Find(conventions, content) ?? throw new InvalidOperationException($"The conventions of an event have no header for {content}.");

    private static string? Find(EventConventions conventions, EventHeaderContent content) =>
        conventions.Headers.FirstOrDefault(header => header.Content == content)?.Name;
}
