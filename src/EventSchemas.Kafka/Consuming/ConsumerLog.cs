using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>What consumer groups log.</summary>
static partial class ConsumerLog
{
    [LoggerMessage(10, LogLevel.Information, "Group {Group} starts at {StartAt} on {Topics} with {Handlers}")]
    public static partial void Starts(ILogger logger, string group, StartAt startAt, string topics, string handlers);

    [LoggerMessage(11, LogLevel.Information, "Group {Group} has been given {Partitions}")]
    public static partial void Assigned(ILogger logger, string group, string partitions);

    [LoggerMessage(12, LogLevel.Information, "Group {Group} gives up {Partitions}")]
    public static partial void Revoked(ILogger logger, string group, string partitions);

    [LoggerMessage(13, LogLevel.Debug, "Group {Group} handled {Position}: {EventType} {EventId}")]
    public static partial void Handled(ILogger logger, string group, TopicPartitionOffset position, string eventType, Guid eventId);

    [LoggerMessage(14, LogLevel.Error, "Group {Group}: handler {Handler} failed on {Position} ({EventType} {EventId}), attempt {Attempt}; it is tried again in {Delay}")]
    public static partial void HandlerFailed(
        ILogger logger, Exception? exception, string group, string handler, TopicPartitionOffset position, string eventType, Guid eventId, int attempt, TimeSpan delay);

    [LoggerMessage(15, LogLevel.Warning, "Group {Group}: {Position} waits, because its schema can't be had; next try in {Delay}. {Reason}")]
    public static partial void RegistryUnavailable(ILogger logger, string group, TopicPartitionOffset position, TimeSpan delay, string? reason);

    [LoggerMessage(16, LogLevel.Error, "Group {Group} stops {Partition} before offset {Offset}, which can't be read: {Problem}. Nothing is lost. Mend the cause and restart; or pass over such messages with {Setting} = Skip")]
    public static partial void Stopped(ILogger logger, Exception? exception, string group, TopicPartition partition, Offset offset, string problem, string setting);

    [LoggerMessage(17, LogLevel.Error, "Group {Group} passes over {Position}, which can't be read: {Problem}. The message: {Message}")]
    public static partial void Skipped(ILogger logger, Exception? exception, string group, TopicPartitionOffset position, string problem, string message);

    [LoggerMessage(18, LogLevel.Error, "Group {Group} passes over {Position}, which names no event: {Problem}. The message: {Message}")]
    public static partial void NoEvent(ILogger logger, string group, TopicPartitionOffset position, string problem, string message);

    [LoggerMessage(19, LogLevel.Debug, "Group {Group} passes over {Position}: it has no handler of {EventType}")]
    public static partial void OtherEvent(ILogger logger, string group, TopicPartitionOffset position, string eventType);

    [LoggerMessage(20, LogLevel.Warning, "Group {Group} passes over {Position}: it has no value")]
    public static partial void Tombstone(ILogger logger, string group, TopicPartitionOffset position);

    [LoggerMessage(21, LogLevel.Warning, "Group {Group}: {Position} lacks the headers {Headers}; this service's own values stand in")]
    public static partial void MissingHeaders(ILogger logger, string group, TopicPartitionOffset position, string headers);

    [LoggerMessage(22, LogLevel.Warning, "Group {Group}: Kafka reports {Code}: {Reason}")]
    public static partial void ClientError(ILogger logger, string group, ErrorCode code, string reason);

    [LoggerMessage(23, LogLevel.Critical, "Group {Group} can't go on, and the service stops")]
    public static partial void Fatal(ILogger logger, Exception exception, string group);

    [LoggerMessage(24, LogLevel.Warning, "Group {Group}: the handlers of {Partition} did not finish within {Timeout}; their message is handled again elsewhere")]
    public static partial void DrainTimedOut(ILogger logger, string group, TopicPartition partition, TimeSpan timeout);

    [LoggerMessage(25, LogLevel.Debug, "librdkafka ({Level}): {Message}")]
    public static partial void Client(ILogger logger, SyslogLevel level, string message);
}
