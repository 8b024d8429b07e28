namespace EventSchemas.Testing;

/// <summary>The embedded Kafka can't do what it was asked. The message says what and why.</summary>
/// <param name="message">What it can't do and why.</param>
public sealed class EmbeddedKafkaException(string message) : Exception(message);
