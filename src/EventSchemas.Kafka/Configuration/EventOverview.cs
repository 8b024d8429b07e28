namespace EventSchemas.Kafka;

/// <summary>An event that a service publishes or handles.</summary>
/// <param name="Descriptor">What its declaration says.</param>
/// <param name="Topics">Its topics, with the deployment's prefix.</param>
/// <param name="IsProduced">Whether the service publishes it.</param>
public sealed record EventOverview(EventDescriptor Descriptor, IReadOnlyList<string> Topics, bool IsProduced);
