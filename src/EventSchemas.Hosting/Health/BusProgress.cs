using System.Collections.Concurrent;
using System.Diagnostics;

namespace EventSchemas.Hosting;

/// <summary>What the groups of the service are doing. Safe for concurrent use.</summary>
sealed class BusProgress
{
    private readonly ConcurrentQueue<GroupProgress> _groups = new();

    public IEnumerable<GroupProgress> Groups => _groups;

    /// <summary>Adds a group. One that reads from two transports is added for each.</summary>
    public GroupProgress Add(ConsumerGroup group)
    {
        var added = new GroupProgress(group);
        _groups.Enqueue(added);
        return added;
    }
}

/// <summary>What one group is doing. Safe for concurrent use.</summary>
sealed class GroupProgress(ConsumerGroup group)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<PartitionProgress, bool> _partitions = new();

    public ConsumerGroup Group { get; } = group;

    /// <summary>The partitions that this instance has now.</summary>
    public ICollection<PartitionProgress> Partitions => _partitions.Keys;

    /// <summary>Why the group can't continue at all; null while it can.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether the group has ever been joined.</summary>
    public bool HasJoined { get; set; }

    /// <summary>For how long the group has been running.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    /// <summary>What the client reported last; null where it reported nothing.</summary>
    public string? LastError { get; set; }

    /// <summary>Why offsets can't be committed at the moment; null while they can.</summary>
    public string? CommitProblem { get; set; }

    public void Add(PartitionProgress partition) => _partitions[partition] = true;

    public void Remove(PartitionProgress partition) => _partitions.TryRemove(partition, out _);
}
