using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>
/// Which received messages of a partition are settled. Only the end of the contiguous settled ones may be committed, in whatever order
/// messages are settled. Where no offset is committed, the start is the first to commit. Belongs to one assignment of the partition. Safe
/// for concurrent use.
/// </summary>
sealed class OffsetTracker(Offset start)
{
    private const int InitialCapacity = 64;

    private readonly Lock _lock = new();
    private (long Offset, bool IsSettled)[] _entries = new (long, bool)[InitialCapacity];
    private long _first;
    private long _next;
    private long _watermark = start.Value;

    /// <summary>The offset to commit: that of the first message that isn't settled; <see cref="Offset.Unset"/> before the first.</summary>
    public Offset Watermark => Volatile.Read(ref _watermark);

    /// <summary>How many messages lie behind the watermark.</summary>
    public long Count => Volatile.Read(ref _next) - Volatile.Read(ref _first);

    /// <summary>Adds a message, in the order of the partition.</summary>
    /// <returns>The message's number, for <see cref="Settle"/>.</returns>
    public long Add(long offset)
    {
        lock (_lock)
        {
            if (_next - _first == _entries.Length)
            {
                Grow();
            }

            _entries[_next % _entries.Length] = (offset, false);
            return _next++;
        }
    }

    /// <summary>Settles a message.</summary>
    public void Settle(long number)
    {
        lock (_lock)
        {
            _entries[number % _entries.Length].IsSettled = true;
            while (_first < _next && _entries[_first % _entries.Length] is (var offset, true))
            {
                Volatile.Write(ref _watermark, offset + 1);
                _first++;
            }
        }
    }

    private void Grow()
    {
        var larger = new (long, bool)[2 * _entries.Length];
        for (long number = _first; number < _next; number++)
        {
            larger[number % larger.Length] = _entries[number % _entries.Length];
        }

        _entries = larger;
    }
}
