using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting;

/// <summary>What consumer groups log in the same words on every transport, besides settlement.</summary>
static partial class ConsumingLog
{
    [LoggerMessage(19, LogLevel.Debug, "Group {Group} skips {Position}: it has no handler of {EventType}")]
    public static partial void OtherEvent(ILogger logger, string group, object position, string eventType);

    [LoggerMessage(23, LogLevel.Critical, "Group {Group} can't continue, and the service stops: {Reason}")]
    public static partial void Fatal(ILogger logger, Exception exception, string group, string reason);

    [LoggerMessage(24, LogLevel.Warning, "Group {Group}: the handlers of {Place} did not finish within {Timeout}; what they had is handled "
        + "again")]
    public static partial void DrainTimedOut(ILogger logger, string group, object place, TimeSpan timeout);
}
