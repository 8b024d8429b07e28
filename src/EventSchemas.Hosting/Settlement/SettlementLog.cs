using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting;

/// <summary>
/// The log of settlement: one line for each change of state. Transports log with the same logger, so their event ids differ.
/// </summary>
static partial class SettlementLog
{
    [LoggerMessage(13, LogLevel.Debug, "Group {Group} handled {Position}: {EventType} {EventId}")]
    public static partial void Handled(ILogger logger, string group, object position, string eventType, Guid eventId);

    [LoggerMessage(EventId = 14, Message = "Group {Group}: handler {Handler} failed on {Position} ({EventType} {EventId}), attempt "
        + "{Attempt}; next attempt in {Delay}")]
    public static partial void HandlerFailed(
        ILogger logger,
        LogLevel level,
        Exception exception,
        string group,
        string handler,
        object position,
        string eventType,
        Guid eventId,
        int attempt,
        TimeSpan delay);

    [LoggerMessage(15, LogLevel.Warning, "Group {Group} waits before {Position}, which can't be read yet. {Reason}")]
    public static partial void Unavailable(ILogger logger, string group, object position, string reason);

    [LoggerMessage(16, LogLevel.Error, "Group {Group} stops before {Position}, which can't be read: {Problem}. Nothing is lost. "
        + "Fix the cause and restart, or set {Setting} to DeadLetter or Skip")]
    public static partial void Stopped(
        ILogger logger, Exception? exception, string group, object position, string problem, string setting);

    [LoggerMessage(17, LogLevel.Error, "Group {Group} skips {Position}, which can't be read: {Problem}. The message: {Message}")]
    public static partial void Skipped(
        ILogger logger, Exception? exception, string group, object position, string problem, string message);

    [LoggerMessage(30, LogLevel.Information, "Group {Group}: handler {Handler} succeeded on {Position} at attempt {Attempt}")]
    public static partial void Recovered(ILogger logger, string group, string handler, object position, int attempt);

    [LoggerMessage(31, LogLevel.Error, "Group {Group}: handler {Handler} failed on {Position} ({EventType} {EventId}) {Attempts} times; "
        + "the message is in {DeadLetters} now, and the group continues")]
    public static partial void HandlerDeadLettered(
        ILogger logger,
        Exception exception,
        string group,
        string handler,
        object position,
        string eventType,
        Guid eventId,
        int attempts,
        string deadLetters);

    [LoggerMessage(32, LogLevel.Error, "Group {Group}: handler {Handler} failed on {Position} ({EventType} {EventId}) {Attempts} times "
        + "and misses the event, as its options say")]
    public static partial void HandlerSkipped(
        ILogger logger,
        Exception exception,
        string group,
        string handler,
        object position,
        string eventType,
        Guid eventId,
        int attempts);

    [LoggerMessage(33, LogLevel.Error, "Group {Group}: {Position} can't be read: {Problem}. The message is in {DeadLetters} now, and the "
        + "group continues")]
    public static partial void UnreadableDeadLettered(
        ILogger logger, Exception? exception, string group, object position, string problem, string deadLetters);

    [LoggerMessage(34, LogLevel.Error, "Group {Group} waits at {Position}, because its dead letter can't be written to {DeadLetters}: "
        + "{Reason} It continues by itself when writing works again")]
    public static partial void DeadLettersFail(
        ILogger logger, Exception exception, string group, object position, string deadLetters, string reason);

    [LoggerMessage(35, LogLevel.Information, "Group {Group} continues after {Position}: {DeadLetters} takes dead letters again")]
    public static partial void DeadLettersWork(ILogger logger, string group, string deadLetters, object position);

    [LoggerMessage(39, LogLevel.Debug, "Group {Group}: handler {Handler} doesn't get {Position} ({EventType} {EventId}), which it has "
        + "handled before")]
    public static partial void Duplicate(
        ILogger logger, string group, string handler, object position, string eventType, Guid eventId);

    [LoggerMessage(60, LogLevel.Warning, "Group {Group}: handler {Handler} failed on a batch of {Count} events from {Position} on "
        + "{Attempts} times, and gets them one by one now: {Reason}")]
    public static partial void OneByOne(
        ILogger logger, string group, string handler, int count, object position, int attempts, string reason);

    [LoggerMessage(36, LogLevel.Information, "Group {Group} can read {Position} now, and continues")]
    public static partial void AvailableAgain(ILogger logger, string group, object position);

    [LoggerMessage(38, LogLevel.Error, "Group {Group} puts {Position} back into {DeadLetters}: {Problem}")]
    public static partial void Returned(ILogger logger, string group, object position, string deadLetters, string problem);

    [LoggerMessage(37, LogLevel.Debug, "Group {Group}: {Position} still can't be read after {Failures} attempts. {Reason}")]
    public static partial void StillUnavailable(ILogger logger, string group, object position, int failures, string reason);
}
