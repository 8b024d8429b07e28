namespace EventSchemas.Testing;

/// <summary>
/// A Kafka cluster inside this process, on loopback: librdkafka's own mock brokers. It serves real clients, of this process and of
/// others, and holds messages for as long as it lives. It has no transactions, compaction, quotas or security, answers a search
/// for an offset by time with the end, and keeps about 5 MiB a partition. A group that a member has left takes in the next one only when
/// the members' session time-out (less a second) is over: tests that restart consumers set <c>session.timeout.ms</c> low. Safe for
/// concurrent use.
/// </summary>
public sealed class EmbeddedKafka : IDisposable
{
    private readonly MockCluster _cluster;

    private EmbeddedKafka(MockCluster cluster)
    {
        _cluster = cluster;
        BootstrapServers = cluster.BootstrapServers;
    }

    /// <summary>Where clients find it: <c>host:port</c> of each broker, separated by commas.</summary>
    public string BootstrapServers { get; }

    /// <summary>Starts a cluster.</summary>
    /// <param name="options">How many brokers; one where it isn't given.</param>
    /// <exception cref="EmbeddedKafkaException">It could not be started; the message says why.</exception>
    public static EmbeddedKafka Start(EmbeddedKafkaOptions? options = null) =>
        new(MockCluster.Start(options ?? new EmbeddedKafkaOptions()));

    /// <summary>Creates a topic. One that nobody creates comes into being with four partitions when a client first asks for it.</summary>
    /// <param name="name">The topic.</param>
    /// <param name="partitions">How many partitions; at least 1.</param>
    /// <exception cref="EmbeddedKafkaException">It exists already, or its name is malformed.</exception>
    /// <exception cref="ObjectDisposedException">The cluster has been stopped.</exception>
    public void CreateTopic(string name, int partitions = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        _cluster.CreateTopic(name, partitions);
    }

    /// <summary>Takes a broker off the network: its connections break, and new ones are refused.</summary>
    /// <param name="broker">The broker, from 1.</param>
    /// <exception cref="EmbeddedKafkaException">There is no such broker.</exception>
    public void StopBroker(int broker) => _cluster.SetBroker(broker, up: false);

    /// <summary>Puts a broker back on the network.</summary>
    /// <param name="broker">The broker, from 1.</param>
    /// <exception cref="EmbeddedKafkaException">There is no such broker.</exception>
    public void StartBroker(int broker) => _cluster.SetBroker(broker, up: true);

    /// <summary>Stops the cluster; what it held is gone.</summary>
    public void Dispose() => _cluster.Dispose();
}

/// <summary>How an <see cref="EmbeddedKafka"/> is made. Immutable.</summary>
public sealed record EmbeddedKafkaOptions
{
    /// <summary>How many brokers; 1 by default.</summary>
    public int Brokers { get; init; } = 1;

    /// <summary>How long a new consumer group waits for further members before it hands out partitions; 500 ms by default.</summary>
    public TimeSpan InitialRebalanceDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>The embedded Kafka can't do what it was asked. The message says what and why.</summary>
/// <param name="message">What it can't do and why.</param>
public sealed class EmbeddedKafkaException(string message) : Exception(message);
