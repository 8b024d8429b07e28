using System.Globalization;
using System.Runtime.CompilerServices;
using EventSchemas.Hosting;

namespace EventSchemas.Testing;

/// <summary>The dead letters of the bus in memory. Safe for concurrent use.</summary>
sealed class MemoryDeadLetters(MemoryBus bus) : IDeadLetters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    public IDeadLetterQueue QueueOf(ConsumerGroup group)
    {
        lock (_gate)
        {
            return _queues[group.Name] = new Queue(group);
        }
    }

    public async IAsyncEnumerable<DeadLetter> ReadAsync(
        string group, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (Letter letter in Find(group).Open())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return letter.Shown;
        }
    }

    public Task<RedriveResult> RedriveAsync(
        string group,
        Func<DeadLetter, bool>? filter = null,
        RedriveOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Queue queue = Find(group);
        int redriven = 0;
        foreach (Letter letter in queue.Open().Where(letter => filter is null || filter(letter.Shown)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bus.Append(queue.Group.RetryTopic, letter.Record with
            {
                Handler = letter.Shown.Handler,
                Delivery = DeliveryKind.Redrive,
                IncludesProcessed = true,
            });
            queue.Close(letter);
            redriven++;
        }

        return Task.FromResult(new RedriveResult(redriven, Quarantined: 0, WithoutContent: 0));
    }

    public Task<PurgeResult> PurgeAsync(
        string group, Func<DeadLetter, bool> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Queue queue = Find(group);
        Letter[] chosen = [.. queue.Open().Where(letter => filter(letter.Shown))];
        Array.ForEach(chosen, queue.Close);
        return Task.FromResult(new PurgeResult(chosen.Length, Rewritten: 0, Problem: null));
    }

    private Queue Find(string group)
    {
        lock (_gate)
        {
            return _queues.GetValueOrDefault(group)
                ?? throw new ArgumentException($"The service has no consumer group {group}.", nameof(group));
        }
    }

    private sealed record Letter(MemoryRecord Record, DeadLetter Shown);

    private sealed class Queue(ConsumerGroup group) : IDeadLetterQueue
    {
        private readonly Lock _gate = new();
        private readonly List<Letter> _open = [];
        private int _count;

        public ConsumerGroup Group => group;

        public string Name => group.DeadLetterTopic;

        public Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken)
        {
            MemoryRecord record = ((MemoryMessage)message).Record;
            lock (_gate)
            {
                _open.Add(new Letter(record, new DeadLetter
                {
                    Position = string.Create(CultureInfo.InvariantCulture, $"{Name} [0] @{_count++}"),
                    Handler = reason.Handler,
                    EventType = reason.EventType,
                    ExceptionType = reason.ExceptionType,
                    Text = reason.Text,
                    Attempts = reason.Attempts,
                    FirstFailure = reason.FirstFailure,
                    LastFailure = reason.LastFailure,
                    Written = reason.LastFailure,
                    Key = record.Key?.AsMemory(),
                    KeyText = record.KeyText,
                    Value = record.Value,
                }));
            }

            return Task.CompletedTask;
        }

        public IReadOnlyList<Letter> Open()
        {
            lock (_gate)
            {
                return [.. _open];
            }
        }

        public void Close(Letter letter)
        {
            lock (_gate)
            {
                _open.Remove(letter);
            }
        }
    }
}
