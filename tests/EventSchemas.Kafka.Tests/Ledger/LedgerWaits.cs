using System.Collections.Concurrent;
using System.Diagnostics;

namespace EventSchemas.Kafka.Tests;

/// <summary>When processes of the ledger couldn't commit what they handled, as they said themselves. Safe for concurrent use.</summary>
sealed class LedgerWaits
{
    private readonly ConcurrentQueue<PartitionWait> _partitions = new();
    private readonly ConcurrentQueue<CommitWait> _commits = new();

    public IReadOnlyCollection<PartitionWait> Partitions => _partitions;

    public IReadOnlyCollection<CommitWait> Commits => _commits;

    public void Add(PartitionWait wait) => _partitions.Enqueue(wait);

    /// <summary>Notes that a process has committed nothing for a time.</summary>
    public void CannotCommit(string process)
    {
        long waited = (long)(LedgerRun.StalledAfter.TotalSeconds * Stopwatch.Frequency);
        _commits.Enqueue(new CommitWait(process, Stopwatch.GetTimestamp() - waited));
    }

    /// <summary>Notes that a process commits again.</summary>
    public void CommitsAgain(string process)
    {
        foreach (CommitWait wait in _commits.Where(wait => wait.Process == process && wait.To == long.MaxValue))
        {
            wait.To = Stopwatch.GetTimestamp();
        }
    }
}

/// <summary>A partition of a process that waits at an offset: nothing behind it is committed until it goes on.</summary>
sealed record PartitionWait(string Process, int Partition, long Offset);

/// <summary>A time in which a process committed nothing, by the machine's clock.</summary>
sealed class CommitWait(string process, long from)
{
    public string Process { get; } = process;

    public long From { get; } = from;

    /// <summary>When it committed again; far away if it never did.</summary>
    public long To { get; set; } = long.MaxValue;
}
