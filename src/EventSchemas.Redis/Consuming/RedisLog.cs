using Microsoft.Extensions.Logging;

namespace EventSchemas.Redis;

/// <summary>The log of consumer groups on Redis, besides what is logged on every transport.</summary>
static partial class RedisLog
{
    [LoggerMessage(110, LogLevel.Information, "Group {Group} starts at {StartAt} on {Streams} as consumer {Consumer} with {Handlers}")]
    public static partial void Starts(ILogger logger, string group, StartAt startAt, string streams, string consumer, string handlers);

    [LoggerMessage(111, LogLevel.Information, "Group {Group} was created on {Stream}, at {Position}")]
    public static partial void Created(ILogger logger, string group, string stream, string position);

    [LoggerMessage(112, LogLevel.Error, "Group {Group} doesn't exist on {Stream} any more: the stream was deleted or evicted, or the group "
        + "was destroyed. About {Lost} entries that it had not read are lost. It was created again, and reads all that the stream has")]
    public static partial void CreatedAgain(ILogger logger, string group, string stream, long lost);

    [LoggerMessage(113, LogLevel.Warning, "Group {Group} can't read. {Reason} It tries again until it can")]
    public static partial void Unavailable(ILogger logger, string group, string reason);

    [LoggerMessage(114, LogLevel.Information, "Group {Group} reads again")]
    public static partial void AvailableAgain(ILogger logger, string group);

    [LoggerMessage(115, LogLevel.Debug, "Group {Group} still can't read after {Failures} attempts. {Reason}")]
    public static partial void StillUnavailable(ILogger logger, string group, int failures, string reason);

    [LoggerMessage(116, LogLevel.Warning, "Group {Group} can't acknowledge what it has handled: {Reason}. It continues, and tries again")]
    public static partial void AckFails(ILogger logger, string group, string reason);

    [LoggerMessage(117, LogLevel.Information, "Group {Group} acknowledges again")]
    public static partial void AcksAgain(ILogger logger, string group);

    [LoggerMessage(118, LogLevel.Information, "Group {Group} takes over {Count} entries of {Stream} that were read and not settled, from "
        + "{Position} on")]
    public static partial void Recovered(ILogger logger, string group, string stream, int count, StreamId position);

    [LoggerMessage(119, LogLevel.Error, "Group {Group} has lost {Position}: it was read and not settled, and then deleted from the stream. "
        + "Raise the length that the stream keeps in every service that publishes to it")]
    public static partial void LostPending(ILogger logger, string group, string position);

    [LoggerMessage(120, LogLevel.Error, "Group {Group} has lost {Count} entries of {Stream}: they were deleted before it read them, "
        + "because the stream keeps {Limit}. Make the handlers faster, or raise {Setting} in every service that publishes to the stream")]
    public static partial void Trimmed(ILogger logger, string group, string stream, long count, long limit, string setting);

    [LoggerMessage(121, LogLevel.Warning, "Group {Group}, {Stream}: {Warning}")]
    public static partial void Behind(ILogger logger, string group, string stream, string warning);

    [LoggerMessage(122, LogLevel.Error, "Group {Group}, {Stream}: {Warning}")]
    public static partial void Moved(ILogger logger, string group, string stream, string warning);

    [LoggerMessage(123, LogLevel.Warning, "Group {Group}: {Position} ({EventType}) has no id, and gets {EventId}, which is made from its "
        + "position. If its service sends it twice, nobody can tell")]
    public static partial void NoId(ILogger logger, string group, object position, string eventType, Guid eventId);

    [LoggerMessage(124, LogLevel.Warning, "Group {Group}: {Count} bytes follow the event {Position} ({EventType} {EventId}) and are "
        + "ignored, as configured; its writer has the schema of {Library}")]
    public static partial void Surplus(
        ILogger logger, string group, object position, string eventType, Guid eventId, int count, string library);

    [LoggerMessage(125, LogLevel.Debug, "Group {Group} passes over {Position}, which only makes the stream exist")]
    public static partial void Dummy(ILogger logger, string group, object position);

    [LoggerMessage(128, LogLevel.Warning, "Group {Group} stops without acknowledging what it handled last, which is handled "
        + "again: {Reason}")]
    public static partial void AckTimedOut(ILogger logger, string group, string reason);

    [LoggerMessage(129, LogLevel.Information, "Group {Group}: {Count} consumers of {Stream} that had nothing to settle were removed")]
    public static partial void Forgotten(ILogger logger, string group, string stream, long count);

    [LoggerMessage(130, LogLevel.Debug, "Group {Group}: the names of its consumers can't be looked after: {Reason}")]
    public static partial void NotForgotten(ILogger logger, string group, string reason);

    [LoggerMessage(131, LogLevel.Warning, "Group {Group}: the server may evict whole streams when its memory is full (maxmemory-policy is "
        + "{Policy}), and their unread entries with them. Set it to noeviction or to one that begins with volatile-")]
    public static partial void MayEvict(ILogger logger, string group, string policy);

    [LoggerMessage(132, LogLevel.Debug, "Group {Group}: the server could not be checked: {Reason}")]
    public static partial void NotChecked(ILogger logger, string group, string reason);

    [LoggerMessage(133, LogLevel.Warning, "Group {Group}: the server sends no notifications of streams, so that {Setting} has no effect. "
        + "Set notify-keyspace-events to Kt in its configuration, or the setting to false")]
    public static partial void NoNotifications(ILogger logger, string group, string setting);

    /// <summary>Warns of an event whose declaration doesn't say that it travels by Redis.</summary>
    public static void WarnUnlessDeclared(ILogger logger, EventDescriptor descriptor)
    {
        if (!descriptor.Transports.HasFlag(EventTransports.Redis))
        {
            NotDeclared(logger, descriptor.EventType);
        }
    }

    [LoggerMessage(149, LogLevel.Warning, "{EventType} travels by Redis, and its record isn't declared for it: what was written with "
        + "older versions of it can't be read, and edits that break readers on Redis aren't reported. Set EventSchemasTransports in the "
        + "project of the record, or Transports in its attribute")]
    private static partial void NotDeclared(ILogger logger, string eventType);
}
