using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting;

/// <summary>The log of settlement. Transports log with the same logger, so their event ids are others.</summary>
static partial class SettlementLog
{
    [LoggerMessage(13, LogLevel.Debug, "Group {Group} handled {Position}: {EventType} {EventId}")]
    public static partial void Handled(ILogger logger, string group, object position, string eventType, Guid eventId);

    [LoggerMessage(14, LogLevel.Error, "Group {Group}: handler {Handler} failed on {Position} ({EventType} {EventId}), attempt {Attempt}; "
        + "next attempt in {Delay}")]
    public static partial void HandlerFailed(
        ILogger logger,
        Exception exception,
        string group,
        string handler,
        object position,
        string eventType,
        Guid eventId,
        int attempt,
        TimeSpan delay);

    [LoggerMessage(15, LogLevel.Warning, "Group {Group}: {Position} can't be read yet; next attempt in {Delay}. {Reason}")]
    public static partial void Unavailable(ILogger logger, string group, object position, TimeSpan delay, string reason);

    [LoggerMessage(16, LogLevel.Error, "Group {Group} stops before {Position}, which can't be read: {Problem}. Nothing is lost. "
        + "Fix the cause and restart, or skip such messages with {Setting} = Skip")]
    public static partial void Stopped(
        ILogger logger, Exception? exception, string group, object position, string problem, string setting);

    [LoggerMessage(17, LogLevel.Error, "Group {Group} skips {Position}, which can't be read: {Problem}. The message: {Message}")]
    public static partial void Skipped(
        ILogger logger, Exception? exception, string group, object position, string problem, string message);
}
