using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>What a message on a group's retry topic says about itself. Immutable.</summary>
/// <param name="Handler">The only handler that gets it; null for all.</param>
/// <param name="Delivery">Why it is there.</param>
/// <param name="Redrives">How often it came back, this time included.</param>
/// <param name="Origin">Where the message was first.</param>
/// <param name="Timestamp">When it was written there.</param>
sealed record ReturnedLetter(string? Handler, DeliveryKind Delivery, int Redrives, TopicPartitionOffset Origin, Timestamp Timestamp)
{
    /// <summary>Whether a handler that drops duplicates gets it although it has handled it.</summary>
    public bool IncludesProcessed { get; init; }

    public static ReturnedLetter Read(ConsumeResult<byte[]?, byte[]?> result)
    {
        Headers? headers = result.Message.Headers;
        string? topic = DeadLetterHeaders.Find(headers, DeadLetterNames.Topic);
        long? partition = DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Partition);
        long? offset = DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Offset);
        bool isReplay = DeadLetterHeaders.Find(headers, DeadLetterNames.Delivery) == DeadLetterNames.Replay;
        bool hasOrigin = topic is not null && partition is >= 0 and <= int.MaxValue && offset is not null;
        return new ReturnedLetter(
            DeadLetterHeaders.Find(headers, DeadLetterNames.Handler),
            isReplay ? DeliveryKind.Replay : DeliveryKind.Redrive,
            (int)Math.Min(DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Redrives) ?? 0, int.MaxValue),
            hasOrigin ? new TopicPartitionOffset(topic, (int)partition!.Value, offset!.Value) : result.TopicPartitionOffset,
            DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Timestamp) is { } written and < MaxTimestamp
                ? new Timestamp(written, TimestampType.CreateTime)
                : result.Message.Timestamp)
        {
            IncludesProcessed = !isReplay || DeadLetterHeaders.Find(headers, DeadLetterNames.IncludesProcessed) is not null,
        };
    }

    // The last millisecond of the year 9999: a header may come from anybody.
    private const long MaxTimestamp = 253_402_300_799_999;
}
