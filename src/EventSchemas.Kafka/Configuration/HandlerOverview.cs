namespace EventSchemas.Kafka;

/// <summary>A handler of a consumer group.</summary>
/// <param name="Name">The name that it was registered under.</param>
/// <param name="EventType">What it handles.</param>
/// <param name="HandlerClass">The name of its class.</param>
public sealed record HandlerOverview(string Name, string EventType, string HandlerClass);
