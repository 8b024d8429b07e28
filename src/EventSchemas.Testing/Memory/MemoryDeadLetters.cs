using System.Globalization;
using System.Runtime.CompilerServices;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Testing;

/// <summary>A dead letter of the bus in memory. Immutable.</summary>
/// <param name="Number">Its number on the bus.</param>
/// <param name="Record">The record that could not be handled.</param>
/// <param name="Origin">Where the record was first.</param>
/// <param name="Reason">Why it could not be handled.</param>
/// <param name="Written">When the letter was written.</param>
sealed record MemoryLetter(int Number, MemoryRecord Record, MemoryPlace Origin, DeadLetterReason Reason, DateTimeOffset Written);

/// <summary>The dead letters of the bus in memory. Safe for concurrent use.</summary>
sealed class MemoryDeadLetters(
    MemoryBus bus, EventBusRegistrations registrations, IOptions<EventBusOptions> options, TimeProvider time) : IDeadLetters
{
    public IDeadLetterQueue QueueOf(ConsumerGroup group) => new Queue(bus, group, time);

    public async IAsyncEnumerable<DeadLetter> ReadAsync(
        string group, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach ((_, DeadLetter shown) in Letters(Find(group)).Where(one => !one.Shown.IsExpired))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return shown;
        }
    }

    public async Task<RedriveResult> RedriveAsync(
        string group, Func<DeadLetter, bool>? filter = null, RedriveOptions? redrive = null, CancellationToken cancellationToken = default)
    {
        ConsumerGroup found = Find(group);
        Pace.Check(redrive?.LettersPerSecond);
        var pace = new Pace(redrive?.LettersPerSecond, time);
        var result = new RedriveResult(0, 0, 0);
        foreach ((MemoryLetter letter, DeadLetter shown) in Letters(found))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (shown.IsExpired || filter?.Invoke(shown) == false)
            {
                continue;
            }

            if (shown.IsQuarantined && redrive?.IncludeQuarantine != true)
            {
                result = result with { Quarantined = result.Quarantined + 1 };
                continue;
            }

            if (redrive?.IsReached(result.Redriven) == true)
            {
                break;
            }

            await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            bus.Append(found.RetryTopic, letter.Record with
            {
                Handler = shown.Handler,
                Delivery = DeliveryKind.Redrive,
                Origin = letter.Origin,
                Redrives = letter.Record.Redrives + 1,
                IncludesProcessed = true,
            });
            bus.RemoveLetter(found.DeadLetterTopic, letter);
            result = result with { Redriven = result.Redriven + 1 };
        }

        return result;
    }

    public Task<PurgeResult> PurgeAsync(
        string group, Func<DeadLetter, bool> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ConsumerGroup found = Find(group);
        MemoryLetter[] chosen = [.. Letters(found).Where(one => filter(one.Shown)).Select(one => one.Letter)];
        Array.ForEach(chosen, letter => bus.RemoveLetter(found.DeadLetterTopic, letter));
        return Task.FromResult(new PurgeResult(chosen.Length, Rewritten: 0, Problem: null));
    }

    // Groups can share a topic.
    private IEnumerable<(MemoryLetter Letter, DeadLetter Shown)> Letters(ConsumerGroup group) =>
        bus.LettersOf(group.DeadLetterTopic)
            .Where(letter => letter.Reason.Group == group.Name)
            .Select(letter => (letter, Show(letter, group)));

    private DeadLetter Show(MemoryLetter letter, ConsumerGroup group)
    {
        (MemoryRecord record, DeadLetterReason reason) = (letter.Record, letter.Reason);
        return new DeadLetter
        {
            Position = string.Create(CultureInfo.InvariantCulture, $"{group.DeadLetterTopic} [0] @{letter.Number}"),
            Id = string.Create(CultureInfo.InvariantCulture, $"0@{letter.Number}"),
            Handler = reason.Handler,
            EventType = reason.EventType,
            ExceptionType = reason.ExceptionType,
            Text = reason.Text,
            Attempts = reason.Attempts,
            Redrives = record.Redrives,
            IsQuarantined = record.Redrives >= group.Options.DeadLetters.MaxRedrives,
            Topic = letter.Origin.Topic,
            Partition = letter.Origin.Partition,
            Offset = letter.Origin.Offset,
            FirstFailure = reason.FirstFailure,
            LastFailure = reason.LastFailure,
            Written = letter.Written,
            IsExpired = group.Options.DeadLetters.Retention is { } retention && time.GetUtcNow() - letter.Written > retention,
            Key = record.Key?.AsMemory(),
            KeyText = record.KeyText,
            Value = record.Value,
        };
    }

    private ConsumerGroup Find(string group) => ConsumerGroup.Of(group, registrations, options.Value);

    private sealed class Queue(MemoryBus bus, ConsumerGroup group, TimeProvider time) : IDeadLetterQueue
    {
        public string Name => group.DeadLetterTopic;

        public Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken)
        {
            if (bus.DeadLetterProblem is { } problem)
            {
                throw new DeadLetterException(problem, innerException: null);
            }

            var received = (MemoryMessage)message;
            bus.AddLetter(
                Name, number => new MemoryLetter(number, received.Record, received.Origin, reason, time.GetUtcNow()));
            return Task.CompletedTask;
        }
    }
}
