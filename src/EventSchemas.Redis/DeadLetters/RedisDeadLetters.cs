using System.Runtime.CompilerServices;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// The dead letters on Redis. A letter that is redriven is deleted from its stream when it is on the retry stream: nobody else reads the
/// two.
/// </summary>
sealed partial class RedisDeadLetters(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    RedisConnections connections,
    TimeProvider time,
    ILogger<RedisDeadLetters> logger) : IDeadLetters
{
    public async IAsyncEnumerable<DeadLetter> ReadAsync(
        string group, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ConsumerGroup found = Find(group);
        await foreach ((_, DeadLetter letter) in LettersAsync(found, cancellationToken).ConfigureAwait(false))
        {
            if (!letter.IsExpired)
            {
                yield return letter;
            }
        }
    }

    public async Task<RedriveResult> RedriveAsync(
        string group, Func<DeadLetter, bool>? filter = null, RedriveOptions? redrive = null, CancellationToken cancellationToken = default)
    {
        ConsumerGroup found = Find(group);
        Pace.Check(redrive?.LettersPerSecond);
        var pace = new Pace(redrive?.LettersPerSecond, time);
        var result = new RedriveResult(0, 0, 0);
        await foreach ((Entry entry, DeadLetter letter) in LettersAsync(found, cancellationToken).ConfigureAwait(false))
        {
            if (letter.IsExpired || filter?.Invoke(letter) == false)
            {
                continue;
            }

            if (letter.IsQuarantined && redrive?.IncludeQuarantine != true)
            {
                result = result with { Quarantined = result.Quarantined + 1 };
                continue;
            }

            if (redrive?.IsReached(result.Redriven) == true)
            {
                break;
            }

            await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            await RedriveAsync(found, entry, letter).ConfigureAwait(false);
            result = result with { Redriven = result.Redriven + 1 };
        }

        LogRedriven(logger, group, result.Redriven, found.RetryTopic, result.Quarantined);
        return result;
    }

    public async Task<PurgeResult> PurgeAsync(
        string group, Func<DeadLetter, bool> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ConsumerGroup found = Find(group);
        int purged = 0;
        await foreach ((Entry entry, DeadLetter letter) in LettersAsync(found, cancellationToken).ConfigureAwait(false))
        {
            if (filter(letter))
            {
                await DeleteAsync(entry).ConfigureAwait(false);
                purged++;
            }
        }

        LogPurged(logger, group, purged);
        return new PurgeResult(purged, Rewritten: 0, Problem: null);
    }

    // Deleted last: a fault between the two gives the letter to its handler twice, and never loses it.
    private async Task RedriveAsync(ConsumerGroup group, Entry entry, DeadLetter letter)
    {
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
            await database.StreamAddAsync(group.RetryTopic, DeadLetterFields.OfReturn(entry, letter.Redrives + 1)).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new DeadLetterException(
                $"The letter {entry} could not be sent to {group.RetryTopic}: {connections.Explain(e)}. The letters before it are on their "
                + "way; run the redrive again for the rest.",
                e);
        }

        await DeleteAsync(entry).ConfigureAwait(false);
    }

    private async Task DeleteAsync(Entry entry)
    {
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
            await database.StreamDeleteAsync(entry.Stream, [(RedisValue)entry.Id.ToString()]).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new DeadLetterException(
                $"The letter {entry} could not be deleted: {connections.Explain(e)}. Do it again for the rest.", e);
        }
    }

    private async IAsyncEnumerable<(Entry Entry, DeadLetter Letter)> LettersAsync(
        ConsumerGroup group, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = new EntryKeys(registrations.Events);
        var range = new StreamRange(group.DeadLetterTopic, connections);
        IAsyncEnumerator<Entry> entries = range.ReadAsync(StreamId.Zero, end: null, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (entries.ConfigureAwait(false))
        {
            while (await NextAsync(group, entries).ConfigureAwait(false) is { } entry)
            {
                // Groups can share a dead-letter stream.
                if (entry.FindText(DeadLetterNames.Group) == group.Name)
                {
                    yield return (entry, Show(entry, group.Options.DeadLetters, keys));
                }
            }
        }
    }

    private async ValueTask<Entry?> NextAsync(ConsumerGroup group, IAsyncEnumerator<Entry> entries)
    {
        try
        {
            return await entries.MoveNextAsync().ConfigureAwait(false) ? entries.Current : null;
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new DeadLetterException($"The dead letters in {group.DeadLetterTopic} can't be read: {connections.Explain(e)}.", e);
        }
    }

    private DeadLetter Show(Entry entry, DeadLetterOptions settings, EntryKeys keys)
    {
        long redrives = ReturnedEntry.Number(entry, DeadLetterNames.Redrives) ?? 0;
        string? eventType = entry.FindText(DeadLetterNames.EventType);
        StreamId? id = entry.Find(DeadLetterNames.EntryId) is { } text && StreamId.TryParse(text.Span, out StreamId parsed) ? parsed : null;
        return new DeadLetter
        {
            Position = entry.ToString(),
            Id = entry.Id.ToString(),
            Handler = entry.FindText(DeadLetterNames.Handler),
            EventType = eventType,
            ExceptionType = entry.FindText(DeadLetterNames.ExceptionType),
            Text = entry.FindText(DeadLetterNames.Text),
            Attempts = ReturnedEntry.Number(entry, DeadLetterNames.Attempts) ?? 0,
            Redrives = redrives,
            IsQuarantined = redrives >= settings.MaxRedrives,
            Topic = entry.FindText(DeadLetterNames.Topic),
            Partition = 0,
            Offset = id?.ToOffset(),
            EntryId = id?.ToString(),
            FirstFailure = Time(entry, DeadLetterNames.FirstFailure),
            LastFailure = Time(entry, DeadLetterNames.LastFailure),
            Written = entry.Id.Time,
            IsExpired = settings.Retention is { } retention && time.GetUtcNow() - entry.Id.Time > retention,
            KeyText = keys.TextOf(entry, eventType),
            Value = entry.Find(EntryFields.Data),
            Headers =
            [
                .. DeadLetterFields.Foreign(entry.Fields).Select(field =>
                    KeyValuePair.Create(field.Name.ToString(), (ReadOnlyMemory<byte>?)(ReadOnlyMemory<byte>)field.Value)),
            ],
        };
    }

    private static DateTimeOffset? Time(Entry entry, string name) =>
        entry.Find(name) is { } text && IsoDateTime.TryParse(text.Span, out DateTimeOffset value) ? value : null;

    private ConsumerGroup Find(string group) => ConsumerGroup.Of(group, registrations, options.Value);

    [LoggerMessage(160, LogLevel.Information, "Group {Group}: {Redriven} dead letters are on their way by {RetryStream}; {Quarantined} are "
        + "in quarantine")]
    private static partial void LogRedriven(ILogger logger, string group, int redriven, string retryStream, int quarantined);

    [LoggerMessage(161, LogLevel.Warning, "Group {Group}: {Purged} dead letters were purged")]
    private static partial void LogPurged(ILogger logger, string group, int purged);
}
