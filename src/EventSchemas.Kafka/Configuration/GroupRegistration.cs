namespace EventSchemas.Kafka;

/// <summary>A consumer group and its handlers.</summary>
sealed record GroupRegistration(string Name, StartAt StartAt, IReadOnlyList<HandlerRegistration> Handlers);
