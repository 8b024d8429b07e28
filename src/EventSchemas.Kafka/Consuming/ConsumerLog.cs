using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>The log of consumer groups on Kafka, besides what is logged on every transport.</summary>
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

    [LoggerMessage(20, LogLevel.Warning, "Group {Group} skips {Position}: it has no value")]
    public static partial void Tombstone(ILogger logger, string group, object position);

    [LoggerMessage(21, LogLevel.Warning, "Group {Group}: {Position} lacks the headers {Headers}; this service's own values are used")]
    public static partial void MissingHeaders(ILogger logger, string group, object position, string headers);

    [LoggerMessage(22, LogLevel.Warning, "Group {Group}: Kafka reports {Code}: {Reason}")]
    public static partial void ClientError(ILogger logger, string group, ErrorCode code, string reason);

    [LoggerMessage(58, LogLevel.Debug, "Group {Group}: Kafka still reports {Code}: {Reason}")]
    public static partial void ClientErrorAgain(ILogger logger, string group, ErrorCode code, string reason);

    [LoggerMessage(25, LogLevel.Debug, "librdkafka ({Level}): {Message}")]
    public static partial void Client(ILogger logger, SyslogLevel level, string message);

    [LoggerMessage(26, LogLevel.Warning, "Group {Group} waits for a topic: {Reason}. Create it, or correct its name: that is Topic of "
        + "the event's attribute or EventBus:Producers:<event type>:Topics, after the prefix of EventBus:TopicPrefix")]
    public static partial void TopicMissing(ILogger logger, string group, string reason);

    [LoggerMessage(27, LogLevel.Warning, "Group {Group} has lost {Partitions}: another instance has them, and handles again what this one "
        + "had not committed")]
    public static partial void Lost(ILogger logger, string group, string partitions);

    [LoggerMessage(28, LogLevel.Debug, "Group {Group} pauses {Partition}: {Waiting} messages wait for their handlers")]
    public static partial void Paused(ILogger logger, string group, TopicPartition partition, long waiting);

    [LoggerMessage(40, LogLevel.Warning, "Group {Group} can't commit its offsets: {Reason}. It continues, and tries again")]
    public static partial void CommitFails(ILogger logger, string group, string reason);

    [LoggerMessage(41, LogLevel.Information, "Group {Group} commits its offsets again")]
    public static partial void CommitsAgain(ILogger logger, string group);

    [LoggerMessage(59, LogLevel.Warning, "Group {Group} has committed no offsets for {Time}, because {Reason}. It continues; what it "
        + "handles meanwhile is handled again if it ends or loses its partitions")]
    public static partial void CommitWaits(ILogger logger, string group, TimeSpan time, string reason);

    [LoggerMessage(42, LogLevel.Debug, "Group {Group} commits its offsets after the rebalance: {Reason}")]
    public static partial void CommitPostponed(ILogger logger, string group, string reason);

    [LoggerMessage(43, LogLevel.Warning, "Group {Group} gave up {Partitions} without a commit within its limit; what it handled last is "
        + "handled again")]
    public static partial void CommitTimedOut(ILogger logger, string group, string partitions);

    [LoggerMessage(44, LogLevel.Warning, "Group {Group}: the Kafka client did not close within {Limit}; the group's other instances get "
        + "its partitions when the session ends")]
    public static partial void CloseTimedOut(ILogger logger, string group, TimeSpan limit);

    [LoggerMessage(45, LogLevel.Error, "Group {Group} stops at {Partition}: its position isn't in the topic any more ({Reason}), so that "
        + "events were missed. Set {Setting} to Earliest or Latest and restart to continue")]
    public static partial void OutOfRange(ILogger logger, string group, TopicPartition partition, string reason, string setting);

    [LoggerMessage(46, LogLevel.Warning, "Group {Group} has missed events of {Partition}: its position isn't in the topic any more "
        + "({Reason}). It continues at the position {Policy}, as configured")]
    public static partial void ContinuesElsewhere(
        ILogger logger, string group, TopicPartition partition, OutOfRangePolicy policy, string reason);

    [LoggerMessage(47, LogLevel.Warning, "Group {Group} can't read its committed offsets, and joins again: {Reason}")]
    public static partial void NoCommitted(ILogger logger, string group, string reason);

    [LoggerMessage(48, LogLevel.Debug, "Group {Group}: the client of its dead-letter topic reports: {Reason}")]
    public static partial void DeadLetterClient(ILogger logger, string group, string reason);

    [LoggerMessage(51, LogLevel.Warning, "Group {Group}: the Kafka client did not close as it should")]
    public static partial void CloseFails(ILogger logger, Exception exception, string group);

    [LoggerMessage(49, LogLevel.Warning, "Group {Group}: its dead-letter topic {Topic} doesn't exist. Create it, so that a message that "
        + "can't be handled doesn't hold up its partition")]
    public static partial void NoDeadLetterTopic(ILogger logger, string group, string topic);

    [LoggerMessage(50, LogLevel.Warning, "Group {Group}: its dead-letter topic {Topic} could not be checked: {Reason}")]
    public static partial void NoDeadLetterCheck(ILogger logger, string group, string topic, string reason);

    [LoggerMessage(52, LogLevel.Warning, "Group {Group}: its dead-letter topic {Topic} keeps letters for {Kept} only, and {Setting} is "
        + "{Retention}. Raise retention.ms of the topic, or letters disappear before")]
    public static partial void ShortRetention(
        ILogger logger, string group, string topic, TimeSpan kept, string setting, TimeSpan retention);

    [LoggerMessage(54, LogLevel.Debug, "Group {Group}: the client that checks its topics reports: {Reason}")]
    public static partial void ProcessedEventsClient(ILogger logger, string group, string reason);

    [LoggerMessage(55, LogLevel.Warning, "Group {Group}: how long its topics {Topics} keep messages could not be checked: {Reason}")]
    public static partial void NoProcessedEventsCheck(ILogger logger, string group, string topics, string reason);

    [LoggerMessage(56, LogLevel.Warning, "Group {Group}: the topic {Topic} keeps messages {Time}, and which events its transactional "
        + "handlers have handled is remembered for {Remembered} ({KeptSetting}). An event that comes again later is handled again. "
        + "Remember them longer, or say in {DowntimeSetting} for how long the service may be down at most")]
    public static partial void ShortMemory(
        ILogger logger, string group, string topic, string time, TimeSpan remembered, string keptSetting, string downtimeSetting);

    [LoggerMessage(57, LogLevel.Warning, "Group {Group}: the topic {Topic} keeps messages for {Kept} only, and the service may be down for "
        + "{Downtime} ({DowntimeSetting}). Raise retention.ms of the topic, or events are lost")]
    public static partial void ShortTopic(
        ILogger logger, string group, string topic, TimeSpan kept, string downtimeSetting, TimeSpan downtime);

    [LoggerMessage(53, LogLevel.Information, "Group {Group}: its dead-letter topic {Topic} keeps letters for {Kept}")]
    public static partial void DeadLetterRetention(ILogger logger, string group, string topic, TimeSpan kept);
}
