namespace EventSchemas.Kafka;

/// <summary>A consumer group of a service.</summary>
/// <param name="Name">The group.</param>
/// <param name="StartAt">Where it begins while it has no committed offset.</param>
/// <param name="Topics">What it reads, with the deployment's prefix.</param>
/// <param name="Handlers">Its handlers, in the order of their registration.</param>
public sealed record GroupOverview(string Name, StartAt StartAt, IReadOnlyList<string> Topics, IReadOnlyList<HandlerOverview> Handlers);
