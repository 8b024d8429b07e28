namespace EventSchemas.Tool;

/// <summary>What a command needs of a bus. The settings of what it doesn't need may be missing.</summary>
[Flags]
enum BusParts
{
    /// <summary>Nothing is asked of a server.</summary>
    None = 0,

    /// <summary>The Kafka cluster, or the Redis server.</summary>
    Broker = 1,

    /// <summary>The schema registry. A bus on Redis has none.</summary>
    Registry = 2,
}
