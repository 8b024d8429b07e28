using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>Where a group starts on a partition that it is given.</summary>
static class StartPosition
{
    /// <summary>The first offset to read.</summary>
    /// <param name="committed">The committed offset, or <see cref="Offset.Unset"/>.</param>
    /// <param name="wasOutOfRange">Whether this instance found its position on the partition out of range.</param>
    /// <param name="isEarliest">Where to start without a committed offset that is in the topic.</param>
    /// <param name="known">Asks the broker for what is in the topic.</param>
    public static Offset Of(Offset committed, bool wasOutOfRange, bool isEarliest, Func<WatermarkOffsets> known)
    {
        bool isCommitted = committed != Offset.Unset;
        if (isCommitted && !wasOutOfRange)
        {
            return committed;
        }

        // Another instance may have had the partition since then, and have committed an offset that is in the topic.
        WatermarkOffsets offsets = known();
        return isCommitted && committed >= offsets.Low && committed <= offsets.High ? committed
            : isEarliest ? offsets.Low
            : offsets.High;
    }
}
