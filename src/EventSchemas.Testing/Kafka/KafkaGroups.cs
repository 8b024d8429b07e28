using Confluent.Kafka;

namespace EventSchemas.Testing;

/// <summary>
/// Consumer groups of an <see cref="EmbeddedKafka"/> with the protocol of KIP-848, whose settings the brokers have. Safe for concurrent
/// use; every member throws <see cref="ObjectDisposedException"/> when the cluster has been stopped.
/// </summary>
public sealed class KafkaGroups
{
    private readonly MockCluster _cluster;

    internal KafkaGroups(MockCluster cluster) => _cluster = cluster;

    /// <summary>Sets after which time without a heartbeat a member is removed from its group.</summary>
    /// <param name="timeout">The time.</param>
    public void SetSessionTimeout(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout.TotalMilliseconds, 1, nameof(timeout));
        _cluster.SetGroupSessionTimeout(timeout);
    }

    /// <summary>Sets how often members send heartbeats.</summary>
    /// <param name="interval">The time between two.</param>
    public void SetHeartbeatInterval(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval.TotalMilliseconds, 1, nameof(interval));
        _cluster.SetGroupHeartbeatInterval(interval);
    }

    /// <summary>
    /// Assigns partitions to the members of a group by hand. It has no effect on a group that no member has joined yet, nor on a member
    /// that isn't in the group.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="partitionsByMember">The partitions, by member id (<see cref="IConsumer{TKey, TValue}.MemberId"/>).</param>
    public void Assign(string group, IReadOnlyDictionary<string, IReadOnlyList<TopicPartition>> partitionsByMember)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        ArgumentNullException.ThrowIfNull(partitionsByMember);
        _cluster.SetTargetAssignment(group, partitionsByMember);
    }

    /// <summary>Lets a group assign its partitions itself again.</summary>
    /// <param name="group">The group.</param>
    public void AssignAutomatically(string group)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        _cluster.SetTargetAssignment(group, partitionsByMember: null);
    }
}
