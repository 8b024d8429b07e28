using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EventSchemas.Hosting;

/// <summary>
/// The events of each key that are being published, in the order of the calls, and how many wait in the backlog. Safe for concurrent use.
/// </summary>
sealed class KeyLanes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Lane> _lanes = [];

    /// <summary>
    /// What events have in common that are sent one after the other: their key, and the event type where there is none. Two keys with the
    /// same value only wait for each other. The value is stored, and never changes.
    /// </summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="key">The key as Avro binary; null if there is none.</param>
    /// <param name="start">Where it begins in these bytes.</param>
    public static long Of(string eventType, byte[]? key, int start = 0)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key is null ? Encoding.UTF8.GetBytes(eventType) : key.AsSpan(start), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>Takes a turn, which ends when it is disposed.</summary>
    public Turn Enter(long key)
    {
        lock (_gate)
        {
            Lane lane = LaneOf(key);
            var turn = new Turn(this, key, lane);
            lane.Last = turn.Ended;
            lane.Users++;
            return turn;
        }
    }

    /// <summary>Events of a key wait in the backlog.</summary>
    public void Add(long key, int count = 1)
    {
        lock (_gate)
        {
            LaneOf(key).Waiting += count;
        }
    }

    /// <summary>They don't wait any longer.</summary>
    public void Remove(long key, int count = 1)
    {
        lock (_gate)
        {
            Lane lane = LaneOf(key);
            lane.Waiting -= count;
            Forget(key, lane);
        }
    }

    private void Leave(long key, Lane lane)
    {
        lock (_gate)
        {
            lane.Users--;
            Forget(key, lane);
        }
    }

    private Lane LaneOf(long key)
    {
        if (!_lanes.TryGetValue(key, out Lane? lane))
        {
            _lanes[key] = lane = new Lane();
        }

        return lane;
    }

    private void Forget(long key, Lane lane)
    {
        if (lane is { Users: 0, Waiting: 0 })
        {
            _lanes.Remove(key);
        }
    }

    /// <summary>One event that is being published.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly KeyLanes _lanes;
        private readonly Lane _lane;
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Turn(KeyLanes lanes, long key, Lane lane)
        {
            _lanes = lanes;
            _lane = lane;
            Key = key;
            Before = lane.Last;
            HasWaiting = lane.Waiting > 0;
        }

        /// <summary>The key's value.</summary>
        public long Key { get; }

        /// <summary>Ends when those before it are delivered, stored or failed.</summary>
        public Task Before { get; }

        /// <summary>Whether events of its key wait in the backlog.</summary>
        public bool HasWaiting { get; }

        internal Task Ended => _ended.Task;

        public void Dispose()
        {
            _ended.SetResult();
            _lanes.Leave(Key, _lane);
        }
    }

    /// <summary>The events with one key.</summary>
    internal sealed class Lane
    {
        /// <summary>Ends when the last event that was published is delivered, stored or failed.</summary>
        public Task Last { get; set; } = Task.CompletedTask;

        /// <summary>How many events are being published.</summary>
        public int Users { get; set; }

        /// <summary>How many events wait in the backlog, or are about to.</summary>
        public int Waiting { get; set; }
    }
}
