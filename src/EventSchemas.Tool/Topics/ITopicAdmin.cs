namespace EventSchemas.Tool;

/// <summary>What the tool reads and changes of a cluster's topics.</summary>
interface ITopicAdmin
{
    /// <summary>What the cluster says about topics; those that don't exist are left out.</summary>
    /// <exception cref="ToolException">The brokers don't answer.</exception>
    Task<ClusterState> ReadAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken = default);

    /// <summary>Why the brokers create and change nothing, and what to do; null where they do.</summary>
    /// <param name="topic">A topic, which need not exist.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    Task<string?> FindProblemAsync(string topic, CancellationToken cancellationToken = default);

    /// <summary>Creates a topic.</summary>
    /// <exception cref="ToolException">The brokers refuse.</exception>
    Task CreateAsync(NewTopic topic, CancellationToken cancellationToken = default);

    /// <summary>Gives a topic more partitions.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">How many it has then.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="ToolException">The brokers refuse.</exception>
    Task AddPartitionsAsync(string topic, int partitions, CancellationToken cancellationToken = default);

    /// <summary>Sets some of a topic's settings, and leaves the others.</summary>
    /// <exception cref="ToolException">The brokers refuse.</exception>
    Task SetAsync(string topic, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken = default);
}

/// <summary>What a cluster says about itself and its topics. Immutable.</summary>
/// <param name="Brokers">How many brokers it has.</param>
/// <param name="Topics">The topics that were asked for and exist, by name.</param>
sealed record ClusterState(int Brokers, IReadOnlyDictionary<string, TopicState> Topics);

/// <summary>A topic that exists. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="ReplicationFactor">How many replicas the partition with the fewest has.</param>
/// <param name="Settings">Its settings by their names in Kafka; empty where the brokers don't say them.</param>
sealed record TopicState(string Name, int Partitions, int ReplicationFactor, IReadOnlyDictionary<string, string> Settings);

/// <summary>A topic to create. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many partitions it gets; null for the brokers' default.</param>
/// <param name="ReplicationFactor">How many replicas each has; null for the brokers' default.</param>
/// <param name="Settings">Its settings by their names in Kafka.</param>
sealed record NewTopic(string Name, int? Partitions, short? ReplicationFactor, IReadOnlyDictionary<string, string> Settings);
