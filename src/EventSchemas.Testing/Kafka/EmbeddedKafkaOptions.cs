namespace EventSchemas.Testing;

/// <summary>How an <see cref="EmbeddedKafka"/> is made. Immutable.</summary>
public sealed record EmbeddedKafkaOptions
{
    /// <summary>How many brokers; 1 by default.</summary>
    public int Brokers { get; init; } = 1;

    /// <summary>How long a new consumer group waits for further members before it hands out partitions; 500 ms by default.</summary>
    public TimeSpan InitialRebalanceDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}
