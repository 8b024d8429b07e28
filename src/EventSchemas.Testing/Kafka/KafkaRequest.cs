namespace EventSchemas.Testing;

/// <summary>A kind of request that Kafka's clients send. The numbers are the API keys of Kafka's protocol.</summary>
public enum KafkaRequest
{
    /// <summary>Messages of a producer.</summary>
    Produce = 0,

    /// <summary>A consumer asks for messages.</summary>
    Fetch = 1,

    /// <summary>A client asks for the first or last offset of a partition.</summary>
    ListOffsets = 2,

    /// <summary>A client asks for brokers, topics and leaders.</summary>
    Metadata = 3,

    /// <summary>A member of a group commits offsets.</summary>
    OffsetCommit = 8,

    /// <summary>A member of a group asks for the committed offsets.</summary>
    OffsetFetch = 9,

    /// <summary>A client asks which broker coordinates a group.</summary>
    FindCoordinator = 10,

    /// <summary>A member joins a group, in the classic protocol.</summary>
    JoinGroup = 11,

    /// <summary>A member says that it is alive, in the classic protocol.</summary>
    Heartbeat = 12,

    /// <summary>A member leaves a group, in the classic protocol.</summary>
    LeaveGroup = 13,

    /// <summary>The members of a group get their partitions, in the classic protocol.</summary>
    SyncGroup = 14,

    /// <summary>A client asks which requests a broker understands.</summary>
    ApiVersions = 18,

    /// <summary>An idempotent producer asks for its id.</summary>
    InitProducerId = 22,

    /// <summary>A consumer asks where a leader's epoch ended.</summary>
    OffsetForLeaderEpoch = 23,

    /// <summary>A member joins, is alive or leaves, in the protocol of KIP-848.</summary>
    ConsumerGroupHeartbeat = 68,
}
