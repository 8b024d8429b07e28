namespace EventSchemas;

/// <summary>What became of an event that was published. What is none of these throws.</summary>
public abstract record PublishResult
{
    private PublishResult()
    {
    }

    /// <summary>Kafka has it.</summary>
    /// <param name="EventId">The event's id (<c>ce_id</c>).</param>
    /// <param name="Messages">Where it lies: one entry for each topic that the event goes to, never empty.</param>
    public sealed record Delivered(Guid EventId, IReadOnlyList<DeliveredMessage> Messages) : PublishResult
    {
        /// <summary>The topic of the first message, with the deployment's prefix.</summary>
        public string Topic => Messages[0].Topic;

        /// <summary>The partition of the first message.</summary>
        public int Partition => Messages[0].Partition;

        /// <summary>The offset of the first message.</summary>
        public long Offset => Messages[0].Offset;
    }

    /// <summary>Nothing was sent, because the event is switched off.</summary>
    /// <param name="Reason">What switched it off: the feature flag or the configuration key, by name.</param>
    public sealed record Disabled(string Reason) : PublishResult;

    /// <summary>It was stored because the bus is down, and will be sent; the caller must not publish it again.</summary>
    /// <param name="EventId">The event's id (<c>ce_id</c>).</param>
    /// <param name="Reason">Why it could not be sent at once.</param>
    public sealed record Deferred(Guid EventId, string Reason) : PublishResult;
}
