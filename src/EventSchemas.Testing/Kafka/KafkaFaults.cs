using Confluent.Kafka;

namespace EventSchemas.Testing;

/// <summary>
/// What goes wrong in an <see cref="EmbeddedKafka"/>, on demand. An error is consumed by one request.
/// <see cref="ErrorCode.Local_Transport"/> as an error breaks the connection instead of answering. Safe for concurrent use; every member
/// throws <see cref="ObjectDisposedException"/> when the cluster has been stopped.
/// </summary>
public sealed class KafkaFaults
{
    private const int None = -1;

    private readonly MockCluster _cluster;

    internal KafkaFaults(MockCluster cluster) => _cluster = cluster;

    /// <summary>Answers the next requests of a kind, at any broker, with these errors, in this order.</summary>
    /// <param name="request">The kind of request.</param>
    /// <param name="errors">The errors, one for each request; <see cref="ErrorCode.NoError"/> lets one through.</param>
    /// <exception cref="EmbeddedKafkaException">
    /// A broker has had errors of its own for this kind of request, or a latency: from then on each error must name its broker.
    /// </exception>
    public void FailNext(KafkaRequest request, params ReadOnlySpan<ErrorCode> errors) => _cluster.PushErrors(request, errors);

    /// <summary>Answers the next requests of a kind, at one broker, with an error and after a time.</summary>
    /// <param name="broker">The broker's number, from 1.</param>
    /// <param name="request">The kind of request.</param>
    /// <param name="error">The error; <see cref="ErrorCode.NoError"/> only delays the answer.</param>
    /// <param name="latency">How long the broker waits before it answers.</param>
    /// <param name="times">The number of requests.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public void FailNextOnBroker(int broker, KafkaRequest request, ErrorCode error, TimeSpan latency = default, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(latency.TotalMilliseconds, nameof(latency));
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        for (; times > 0; times--)
        {
            _cluster.PushError(broker, request, error, latency);
        }
    }

    /// <summary>
    /// Answers the next requests of a kind with an error for one partition; other partitions of these requests aren't affected. Errors of
    /// the cluster and of a broker come first.
    /// </summary>
    /// <param name="partition">The partition. Its topic is created if it doesn't exist.</param>
    /// <param name="request">The kind of request.</param>
    /// <param name="error">The error.</param>
    /// <param name="times">The number of requests.</param>
    /// <exception cref="EmbeddedKafkaException">The topic has no such partition.</exception>
    public void FailNextOnPartition(TopicPartition partition, KafkaRequest request, ErrorCode error, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        for (; times > 0; times--)
        {
            _cluster.PushError(partition, request, error);
        }
    }

    /// <summary>Delays the answers to the next requests of a kind at one broker.</summary>
    /// <param name="broker">The broker's number, from 1.</param>
    /// <param name="request">The kind of request.</param>
    /// <param name="latency">How long the broker waits before it answers.</param>
    /// <param name="times">The number of requests.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public void DelayNext(int broker, KafkaRequest request, TimeSpan latency, int times = 1) =>
        FailNextOnBroker(broker, request, ErrorCode.NoError, latency, times);

    /// <summary>The number of errors and delays that a broker still has for a kind of request.</summary>
    /// <param name="broker">The broker's number, from 1.</param>
    /// <param name="request">The kind of request.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public int Pending(int broker, KafkaRequest request) => _cluster.CountErrors(broker, request);

    /// <summary>Removes the errors that any broker would have answered; those of one broker or partition stay.</summary>
    /// <param name="request">The kind of request.</param>
    public void Clear(KafkaRequest request) => _cluster.ClearErrors(request);

    /// <summary>Sets how long every answer of a broker takes.</summary>
    /// <param name="broker">The broker's number, from 1.</param>
    /// <param name="time">The time; zero ends it.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public void SetRoundTripTime(int broker, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time.TotalMilliseconds, nameof(time));
        _cluster.SetRoundTripTime(broker, time);
    }

    /// <summary>Moves a partition to another leader, or takes its leader away.</summary>
    /// <param name="partition">The partition. Its topic is created if it doesn't exist.</param>
    /// <param name="broker">The new leader's number, or null for none.</param>
    /// <exception cref="EmbeddedKafkaException">The broker or the partition doesn't exist.</exception>
    public void SetLeader(TopicPartition partition, int? broker)
    {
        ArgumentNullException.ThrowIfNull(partition);
        _cluster.SetLeader(partition, broker ?? None);
    }

    /// <summary>Lets consumers of a partition read from a follower.</summary>
    /// <param name="partition">The partition. Its topic is created if it doesn't exist.</param>
    /// <param name="broker">The follower's number, which needn't exist, or null for none.</param>
    /// <exception cref="EmbeddedKafkaException">The partition doesn't exist.</exception>
    public void SetFollower(TopicPartition partition, int? broker)
    {
        ArgumentNullException.ThrowIfNull(partition);
        _cluster.SetFollower(partition, broker ?? None);
    }

    /// <summary>Names another leader in the next answers about a partition: what a broker says that hasn't heard of a move yet.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="broker">The leader to name.</param>
    /// <param name="epoch">The leader's epoch to name; the first is 0.</param>
    /// <param name="times">The number of answers.</param>
    /// <exception cref="EmbeddedKafkaException">The partition doesn't exist.</exception>
    public void AnswerLeader(TopicPartition partition, int broker, int epoch, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        for (; times > 0; times--)
        {
            _cluster.PushLeaderResponse(partition, broker, epoch);
        }
    }

    /// <summary>
    /// Moves the coordinator of a group: the broker that clients are told when they look for it. The old one goes on answering, as long as
    /// it isn't told to fail a request with <see cref="ErrorCode.NotCoordinatorForGroup"/>, after which the client looks for the new one.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="broker">The new coordinator's number. If no broker has it, the group has no coordinator, and commits fail.</param>
    public void SetCoordinator(string group, int broker)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        _cluster.SetCoordinator(group, broker);
    }

    /// <summary>Answers an error whenever a client asks for a topic's metadata.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="error">The error; <see cref="ErrorCode.NoError"/> ends it.</param>
    public void SetTopicError(string topic, ErrorCode error)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        _cluster.SetTopicError(topic, error);
    }

    /// <summary>Adds a broker; partitions move to it.</summary>
    /// <param name="broker">The new broker's number.</param>
    /// <exception cref="EmbeddedKafkaException">The broker exists already.</exception>
    public void AddBroker(int broker) => _cluster.AddBroker(broker);

    /// <summary>Removes a broker for good; its partitions move to others, and its connections break.</summary>
    /// <param name="broker">The broker's number.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public void RemoveBroker(int broker) => _cluster.RemoveBroker(broker);

    /// <summary>Names a broker to no client any more; its partitions move to others, and its connections stay.</summary>
    /// <param name="broker">The broker's number.</param>
    /// <exception cref="EmbeddedKafkaException">The broker doesn't exist.</exception>
    public void HideBroker(int broker) => _cluster.HideBroker(broker);

    /// <summary>
    /// Lets the brokers understand only some versions of a kind of request: what an older broker does. Clients that connect later know it.
    /// </summary>
    /// <param name="request">The kind of request.</param>
    /// <param name="lowest">The lowest version.</param>
    /// <param name="highest">The highest version; higher ones than librdkafka's mock cluster has can't be answered.</param>
    public void LimitVersions(KafkaRequest request, int lowest, int highest) => _cluster.SetVersions(request, lowest, highest);

    /// <summary>Lets no broker understand a kind of request. Clients that connect later know it.</summary>
    /// <param name="request">The kind of request.</param>
    public void Disable(KafkaRequest request) => _cluster.SetVersions(request, None, None);
}
