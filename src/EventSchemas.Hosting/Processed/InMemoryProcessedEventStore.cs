using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Remembers the events of this process, up to a number and for a time. Safe for concurrent use.</summary>
sealed class InMemoryProcessedEventStore(IOptions<EventBusOptions> options, TimeProvider time) : IProcessedEventStore
{
    private readonly ProcessedEventOptions _options = options.Value.ProcessedEvents;
    private readonly Lock _gate = new();
    private readonly HashSet<Entry> _entries = [];
    private readonly Queue<(Entry Entry, long Added)> _order = [];

    public ValueTask<bool> TryBeginAsync(EventContext context, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Forget(_options.MaxCount);
            return new(!_entries.Contains(Entry.Of(context)));
        }
    }

    public ValueTask CompleteAsync(EventContext context, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Forget(_options.MaxCount - 1);
            var entry = Entry.Of(context);
            if (_entries.Add(entry))
            {
                _order.Enqueue((entry, time.GetTimestamp()));
            }
        }

        return default;
    }

    private void Forget(int max)
    {
        while (_order.TryPeek(out (Entry Entry, long Added) oldest)
            && (_order.Count > max || time.GetElapsedTime(oldest.Added) >= _options.MaxAge))
        {
            _entries.Remove(oldest.Entry);
            _order.Dequeue();
        }
    }

    private readonly record struct Entry(string Group, string Handler, string EventType, Guid Id)
    {
        public static Entry Of(EventContext context) =>
            new(context.Group, context.Handler, context.Metadata.EventType, context.Metadata.Id);
    }
}
