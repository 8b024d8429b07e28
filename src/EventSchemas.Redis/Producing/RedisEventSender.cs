using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>Adds the events of one type to their streams. Holds everything that is the same for each of them.</summary>
sealed partial class RedisEventSender(
    EventDescriptor descriptor,
    IReadOnlyList<string> topics,
    EntryWriter writer,
    RedisConnections connections,
    int maxLength,
    ILogger logger) : IEventSender
{
    private readonly RedisKey[] _keys = [.. topics.Select(topic => (RedisKey)topic)];
    private readonly Lock _gate = new();
    private Task _before = Task.CompletedTask;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await database.PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            string problem = $"{connections.Address}: {RedisErrors.Text(e)}.";
            throw RedisErrors.IsRights(e)
                ? new PublishingRefusedException($"{descriptor.EventType} can't be published. {problem}", e)
                : new PublishingUnavailableException(problem, e);
        }
    }

    public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<PublishResult>(cancellationToken);
        }

        // Before the first connection events wait in their order.
        return connections.Commands.Database is { } database && Volatile.Read(ref _before).IsCompleted
            ? SendAsync(database, outgoing, cancellationToken)
            : SendInTurn(outgoing, cancellationToken);
    }

    private Task<PublishResult> SendInTurn(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Task<PublishResult> sent = SendAfterAsync(_before, outgoing, cancellationToken);
            Volatile.Write(ref _before, sent);
            return sent;
        }
    }

    private async Task<PublishResult> SendAfterAsync(Task before, OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        IDatabase database;
        try
        {
            database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RedisConnectionException e)
        {
            throw Explain(outgoing.Id, topics[0], e);
        }

        return await SendAsync(database, outgoing, cancellationToken).ConfigureAwait(false);
    }

    private Task<PublishResult> SendAsync(IDatabase database, in OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        if (outgoing.Encoded.Value is not { } value)
        {
            return Task.FromException<PublishResult>(new EventPublishException(
                descriptor.EventType,
                outgoing.Id,
                PublishOutcome.NotDelivered,
                PublishFailureReason.Other,
                $"{descriptor.EventType} {outgoing.Id} was not delivered. It is a tombstone, and a stream of Redis isn't compacted."));
        }

        NameValueEntry[] fields = writer.Write(value, outgoing.Id, outgoing.Time, outgoing.Trace);
        if (_keys.Length == 1)
        {
            return ObserveAsync(outgoing.Id, AddAsync(database, _keys[0], fields), cancellationToken);
        }

        return ObserveAsync(outgoing.Id, [.. _keys.Select(key => AddAsync(database, key, fields))], cancellationToken);
    }

    private Task<RedisValue> AddAsync(IDatabase database, RedisKey key, NameValueEntry[] fields) =>
        database.StreamAddAsync(key, fields, messageId: null, (long)maxLength, useApproximateMaxLength: true);

    private async Task<PublishResult> ObserveAsync(Guid id, Task<RedisValue> added, CancellationToken cancellationToken)
    {
        try
        {
            RedisValue entry = await (cancellationToken.CanBeCanceled ? added.WaitAsync(cancellationToken) : added).ConfigureAwait(false);
            return new PublishResult.Delivered(id, [Delivered(id, topics[0], entry)]);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw Explain(id, topics[0], e);
        }
    }

    private async Task<PublishResult> ObserveAsync(Guid id, Task<RedisValue>[] added, CancellationToken cancellationToken)
    {
        var delivered = new List<DeliveredMessage>(added.Length);
        var failures = new List<EventPublishException>();
        for (int i = 0; i < added.Length; i++)
        {
            try
            {
                delivered.Add(Delivered(id, topics[i], await added[i].WaitAsync(cancellationToken).ConfigureAwait(false)));
            }
            catch (Exception e) when (RedisErrors.IsRedis(e))
            {
                failures.Add(Explain(id, topics[i], e));
            }
        }

        return failures.Count == 0
            ? new PublishResult.Delivered(id, delivered)
            : throw PartialDelivery.Explain(descriptor.EventType, id, delivered, failures);
    }

    private DeliveredMessage Delivered(Guid id, string topic, RedisValue entry)
    {
        var position = StreamId.Parse(entry);
        string text = position.ToString();
        LogDelivered(logger, descriptor.EventType, id, topic, text);
        return new DeliveredMessage(topic, Partition: 0, position.ToOffset()) { EntryId = text };
    }

    private EventPublishException Explain(Guid id, string topic, Exception cause)
    {
        bool isUnknown = RedisErrors.IsUnknown(cause);
        string what = isUnknown
            ? "may have been delivered, or not: publishing it again with the same id is safe where consumers tell events apart by id"
            : "was not delivered";
        PublishFailureReason reason = RedisErrors.ReasonOf(cause);
        string advice = reason switch
        {
            PublishFailureReason.NotAuthorized => "Check the user and the password, and that the user may XADD to the stream.",
            PublishFailureReason.Unavailable => "Check the address, and that the server is running and has memory.",
            _ when RedisErrors.IsWrongType(cause) => "The key has something else than a stream: give the topic another name.",
            _ => "",
        };
        return new EventPublishException(
            descriptor.EventType,
            id,
            isUnknown ? PublishOutcome.PossiblyDelivered : PublishOutcome.NotDelivered,
            reason,
            $"{descriptor.EventType} {id} {what}. {connections.Address}, stream {topic}: {RedisErrors.Text(cause)}. {advice}".TrimEnd(),
            cause);
    }

    [LoggerMessage(1, LogLevel.Debug, "Delivered {EventType} {EventId} to {Stream} as {EntryId}")]
    private static partial void LogDelivered(ILogger logger, string eventType, Guid eventId, string stream, string entryId);
}
