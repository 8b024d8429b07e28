using Confluent.Kafka;

namespace EventSchemas.Testing;

/// <summary>
/// A Kafka cluster inside this process, on loopback: librdkafka's mock brokers. It serves real clients, in this process and in others, and
/// keeps messages in memory until it is disposed, about 5 MiB a partition. It has no transactions, compaction, quotas or security, and a
/// search for an offset by time always finds the end. After a member has left, its group admits the next one only when the session timeout
/// (less a second) is over: tests that restart consumers set <c>session.timeout.ms</c> low. Safe for concurrent use.
/// </summary>
public sealed class EmbeddedKafka : IDisposable
{
    private readonly MockCluster _cluster;

    private EmbeddedKafka(MockCluster cluster)
    {
        _cluster = cluster;
        BootstrapServers = cluster.BootstrapServers;
        Faults = new KafkaFaults(cluster);
        Requests = new KafkaRequestLog(cluster);
        Groups = new KafkaGroups(cluster);
    }

    /// <summary>The addresses for the clients' <c>bootstrap.servers</c>: <c>host:port</c> of each broker, separated by commas.</summary>
    public string BootstrapServers { get; }

    /// <summary>What goes wrong, on demand: errors, latency, leaders and coordinators that move.</summary>
    public KafkaFaults Faults { get; }

    /// <summary>The requests that clients send.</summary>
    public KafkaRequestLog Requests { get; }

    /// <summary>What the brokers decide about consumer groups with the protocol of KIP-848.</summary>
    public KafkaGroups Groups { get; }

    /// <summary>Starts a cluster.</summary>
    /// <param name="options">The settings; by default one broker.</param>
    /// <exception cref="EmbeddedKafkaException">The cluster could not be started; the message says why.</exception>
    public static EmbeddedKafka Start(EmbeddedKafkaOptions? options = null) =>
        new(MockCluster.Start(options ?? new EmbeddedKafkaOptions()));

    /// <summary>
    /// Creates a topic. A topic that isn't created this way is created with four partitions when a client first asks for it.
    /// </summary>
    /// <param name="name">The topic.</param>
    /// <param name="partitions">The number of partitions, from 1.</param>
    /// <exception cref="EmbeddedKafkaException">The topic exists already, or its name is invalid.</exception>
    /// <exception cref="ObjectDisposedException">The cluster has been stopped.</exception>
    public void CreateTopic(string name, int partitions = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        _cluster.CreateTopic(name, partitions);
    }

    /// <summary>Deletes a topic. If it is created again, it has another id, and its offsets start at 0.</summary>
    /// <param name="name">The topic.</param>
    /// <exception cref="EmbeddedKafkaException">The topic doesn't exist.</exception>
    /// <exception cref="ObjectDisposedException">The cluster has been stopped.</exception>
    public void DeleteTopic(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _cluster.DeleteTopic(name);
    }

    /// <summary>
    /// Deletes the records of a partition before an offset: what retention does. Offsets before it are out of range then.
    /// </summary>
    /// <param name="partition">The partition.</param>
    /// <param name="before">The first offset to keep.</param>
    /// <exception cref="EmbeddedKafkaException">The partition doesn't exist, or has no such offset yet.</exception>
    /// <exception cref="ObjectDisposedException">The cluster has been stopped.</exception>
    public void DeleteRecords(TopicPartition partition, long before)
    {
        ArgumentNullException.ThrowIfNull(partition);
        _cluster.DeleteRecords(partition.Topic, partition.Partition, before);
    }

    /// <summary>Disconnects a broker from the network: its connections break, and new ones are refused.</summary>
    /// <param name="broker">The broker's number, from 1.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public void StopBroker(int broker) => _cluster.SetBroker(broker, up: false);

    /// <summary>Reconnects a broker to the network.</summary>
    /// <param name="broker">The broker's number, from 1.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public void StartBroker(int broker) => _cluster.SetBroker(broker, up: true);

    /// <summary>Stops the cluster. Its messages are lost.</summary>
    public void Dispose() => _cluster.Dispose();
}

/// <summary>Settings of an <see cref="EmbeddedKafka"/>. Immutable.</summary>
public sealed record EmbeddedKafkaOptions
{
    /// <summary>The number of brokers; 1 by default.</summary>
    public int Brokers { get; init; } = 1;

    /// <summary>How long a new consumer group waits for further members before it assigns partitions; 500 ms by default.</summary>
    public TimeSpan InitialRebalanceDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>The embedded Kafka couldn't do what it was asked to do.</summary>
/// <param name="message">What failed, and why.</param>
public sealed class EmbeddedKafkaException(string message) : Exception(message);
