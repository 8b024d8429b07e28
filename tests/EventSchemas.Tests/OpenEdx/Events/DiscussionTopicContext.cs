namespace EventSchemas.Tests.OpenEdx;

public sealed record DiscussionTopicContext(
    string Title,
    string? UsageKey,
    long? GroupId,
    string? ExternalId,
    long? Ordering,
    IReadOnlyDictionary<string, string> Context);
