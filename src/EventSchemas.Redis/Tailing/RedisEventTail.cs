using System.Runtime.CompilerServices;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>Reads the entries of a stream for people, in pages and without blocking the connection.</summary>
sealed class RedisEventTail(
    EventBusRegistrations registrations,
    IOptions<RedisOptions> options,
    RedisConnections connections,
    ServiceIdentity service,
    SourceLibraries libraries,
    TimeProvider time) : IEventTail
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);

    public IAsyncEnumerable<TailMessage> ReadAsync(TailRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReadMessagesAsync(request, cancellationToken);
    }

    private async IAsyncEnumerable<TailMessage> ReadMessagesAsync(
        TailRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (StreamId? from, StreamId? end) = await FindAsync(request, cancellationToken).ConfigureAwait(false);
        if (from is not { } first)
        {
            yield break;
        }

        var keys = new EntryKeys(registrations.Events);

        // What can't be read is shown to who asked, and not logged.
        var reader = new EntryReader(
            ReadScope.All(registrations), options.Value, service, libraries, registrations.PathOf("Redis"), time, NullLogger.Instance);
        IAsyncEnumerator<Entry> entries = EntriesAsync(request.Topic, first, end, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (entries.ConfigureAwait(false))
        {
            while (await NextAsync(request, entries).ConfigureAwait(false) is { } entry)
            {
                TailMessage message = Show(entry, reader, keys);
                if (request.Includes(message))
                {
                    yield return message;
                }
            }
        }
    }

    private async Task<(StreamId? From, StreamId? End)> FindAsync(TailRequest request, CancellationToken cancellationToken)
    {
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            StreamId? from = await StreamPlaces.FindAsync(database, request.Topic, request.From).ConfigureAwait(false);
            StreamId? end = request.To is { } to
                ? await StreamPlaces.FindAsync(database, request.Topic, to).ConfigureAwait(false)
                    ?? await StreamPlaces.EndAsync(database, request.Topic).ConfigureAwait(false)
                : null;
            return (from, end);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw Unreadable(request, e);
        }
    }

    private async IAsyncEnumerable<Entry> EntriesAsync(
        string stream, StreamId from, StreamId? end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var range = new StreamRange(stream, connections);
        StreamId next = from;
        TimeSpan delay = FirstDelay;
        while (true)
        {
            await foreach (Entry entry in range.ReadAsync(next, end, cancellationToken).ConfigureAwait(false))
            {
                next = entry.Id.Next;
                delay = FirstDelay;
                yield return entry;
            }

            if (end is not null)
            {
                yield break;
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            delay = delay * 2 < options.Value.MaxPollDelay ? delay * 2 : options.Value.MaxPollDelay;
        }
    }

    private async ValueTask<Entry?> NextAsync(TailRequest request, IAsyncEnumerator<Entry> entries)
    {
        try
        {
            return await entries.MoveNextAsync().ConfigureAwait(false) ? entries.Current : null;
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw Unreadable(request, e);
        }
    }

    private static TailMessage Show(Entry entry, EntryReader reader, EntryKeys keys)
    {
        string? eventType = entry.FindText(EntryFields.Metadata[0].Name) is { Length: > 0 } type ? type : null;
        return new TailMessage(
            new RedisMessage(entry, reader, deliveries: 1),
            () => keys.TextOf(entry, eventType))
        {
            Topic = entry.Stream,
            Partition = 0,
            Offset = entry.Id.ToOffset(),
            EntryId = entry.Id.ToString(),
            Timestamp = entry.Id.Time,
            EventType = eventType,
            Value = entry.Find(EntryFields.Data),
            Headers =
            [
                .. entry.Fields.Where(field => field.Name != EntryFields.Data).Select(field =>
                    KeyValuePair.Create(field.Name.ToString(), (ReadOnlyMemory<byte>?)(ReadOnlyMemory<byte>)field.Value)),
            ],
        };
    }

    private EventBusReadException Unreadable(TailRequest request, Exception e) =>
        new($"The stream {request.Topic} can't be read. {connections.Address}: {RedisErrors.Text(e)}.", e);
}
