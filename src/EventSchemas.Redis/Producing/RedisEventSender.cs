using System.Runtime.ExceptionServices;
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
    RedisOptions options,
    string service,
    TimeProvider time,
    ILogger logger) : IEventSender
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);

    // The server remembers what a producer has added for 100 seconds, if nobody has changed that.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60);

    private readonly RedisValue _producer = EntryFields.Bytes(service);
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
            string problem = $"{connections.Explain(e)}.";
            throw RedisErrors.IsRights(e) || connections.CertificateProblem is not null
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

        NameValueEntry[] fields = writer.Write(value, outgoing);
        if (_keys.Length == 1)
        {
            return ObserveAsync(outgoing.Id, AddAsync(database, _keys[0], fields, outgoing.Id), cancellationToken);
        }

        Guid id = outgoing.Id;
        return ObserveAsync(id, [.. _keys.Select(key => AddAsync(database, key, fields, id))], cancellationToken);
    }

    private Task<RedisValue> AddAsync(IDatabase database, RedisKey key, NameValueEntry[] fields, Guid id) =>
        connections.Commands.RemembersProducers
            ? AddOnceAsync(database, key, fields, id)
            : database.StreamAddAsync(key, fields, messageId: null, (long)options.StreamMaxLength, useApproximateMaxLength: true);

    /// <summary>
    /// Adds an entry that the server knows by producer and id, so that it can be added again where the outcome is unknown: until the server
    /// answers, or for as long as a command may take.
    /// </summary>
    private async Task<RedisValue> AddOnceAsync(IDatabase database, RedisKey key, NameValueEntry[] fields, Guid id)
    {
        var add = new StreamAddOptions
        {
            IdempotentId = new StreamIdempotentId(_producer, id.ToByteArray(bigEndian: true)),
            MaxLength = options.StreamMaxLength,
            Approximate = true,
        };
        long started = time.GetTimestamp();
        Exception? unknown = null;
        for (TimeSpan delay = FirstRetry; ; delay *= 2)
        {
            try
            {
                return await database.StreamAddAsync(key, fields, add).ConfigureAwait(false);
            }
            catch (Exception e) when (RedisErrors.IsRedis(e) && (unknown is not null || RedisErrors.IsUnknown(e)))
            {
                // The outcome of the first attempt stays unknown, whatever becomes of the others.
                unknown ??= e;
            }

            TimeSpan left = Limit - time.GetElapsedTime(started) - delay;
            if (left < TimeSpan.Zero)
            {
                ExceptionDispatchInfo.Throw(unknown);
            }

            LogAgain(logger, descriptor.EventType, id, key.ToString(), delay);
            await Task.Delay(delay, time).ConfigureAwait(false);
        }
    }

    // Twice what a command may take: it is added again at least once.
    private TimeSpan Limit => options.CommandTimeout * 2 < Remembered ? options.CommandTimeout * 2 : Remembered;

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
            $"{descriptor.EventType} {id} {what}. {connections.Explain(cause, topic)}. {advice}".TrimEnd(),
            cause);
    }

    [LoggerMessage(2, LogLevel.Debug, "{EventType} {EventId} may be in {Stream} or not, and is added again in {Delay}: the server "
        + "drops it if it has it")]
    private static partial void LogAgain(ILogger logger, string eventType, Guid eventId, string stream, TimeSpan delay);

    [LoggerMessage(1, LogLevel.Debug, "Delivered {EventType} {EventId} to {Stream} as {EntryId}")]
    private static partial void LogDelivered(ILogger logger, string eventType, Guid eventId, string stream, string entryId);
}
