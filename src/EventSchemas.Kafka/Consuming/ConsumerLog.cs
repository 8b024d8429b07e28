using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>The log of consumer groups, besides that of settlement.</summary>
static partial class ConsumerLog
{
    [LoggerMessage(10, LogLevel.Information, "Group {Group} starts at {StartAt} on {Topics} with {Handlers}")]
    public static partial void Starts(ILogger logger, string group, StartAt startAt, string topics, string handlers);

    [LoggerMessage(11, LogLevel.Information, "Group {Group} has been given {Partitions}")]
    public static partial void Assigned(ILogger logger, string group, string partitions);

    [LoggerMessage(12, LogLevel.Information, "Group {Group} gives up {Partitions}")]
    public static partial void Revoked(ILogger logger, string group, string partitions);

    [LoggerMessage(18, LogLevel.Error, "Group {Group} skips {Position}, which names no event: {Problem}. The message: {Message}")]
    public static partial void NoEvent(ILogger logger, string group, object position, string problem, string message);

    [LoggerMessage(19, LogLevel.Debug, "Group {Group} skips {Position}: it has no handler of {EventType}")]
    public static partial void OtherEvent(ILogger logger, string group, object position, string eventType);

    [LoggerMessage(20, LogLevel.Warning, "Group {Group} skips {Position}: it has no value")]
    public static partial void Tombstone(ILogger logger, string group, object position);

    [LoggerMessage(21, LogLevel.Warning, "Group {Group}: {Position} lacks the headers {Headers}; this service's own values are used")]
    public static partial void MissingHeaders(ILogger logger, string group, object position, string headers);

    [LoggerMessage(22, LogLevel.Warning, "Group {Group}: Kafka reports {Code}: {Reason}")]
    public static partial void ClientError(ILogger logger, string group, ErrorCode code, string reason);

    [LoggerMessage(23, LogLevel.Critical, "Group {Group} can't continue, and the service stops")]
    public static partial void Fatal(ILogger logger, Exception exception, string group);

    [LoggerMessage(24, LogLevel.Warning, "Group {Group}: the handlers of {Partition} did not finish within {Timeout}; "
        + "their message is handled again elsewhere")]
    public static partial void DrainTimedOut(ILogger logger, string group, TopicPartition partition, TimeSpan timeout);

    [LoggerMessage(25, LogLevel.Debug, "librdkafka ({Level}): {Message}")]
    public static partial void Client(ILogger logger, SyslogLevel level, string message);

    [LoggerMessage(26, LogLevel.Warning, "Group {Group} waits for a topic: {Reason}. Create it, or correct its name: that is Topic of "
        + "[OpenEdxEvent] or EventBus:Producers:<event type>:Topics, after the prefix of EventBus:TopicPrefix")]
    public static partial void TopicMissing(ILogger logger, string group, string reason);
}
