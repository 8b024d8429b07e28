using System.Diagnostics;
using EventSchemas.Kafka.LedgerWorker;

namespace EventSchemas.Kafka.Tests;

/// <summary>Checks what became of every entry of the ledger.</summary>
/// <param name="book">What the processes wrote down.</param>
/// <param name="letters">The dead letters.</param>
/// <param name="excuses">What explains copies and redeliveries.</param>
sealed class LedgerCheck(LedgerBook book, HashSet<(string Handler, Entry Entry)> letters, LedgerExcuses excuses)
{
    // What is handled between two commits is handled again after a kill. A process that the machine doesn't let run commits late, and can
    // lose its partitions before it knows.
    private static readonly TimeSpan Uncommitted = LedgerRun.CommitInterval + LedgerRun.SessionTimeout + TimeSpan.FromSeconds(5);

    public static string[] Handlers { get; } = ["first", "second"];

    /// <summary>The acknowledged entries that a handler has neither handled nor in a dead letter.</summary>
    public IEnumerable<string> Lost() =>
        from handler in Handlers
        from entry in book.Acknowledged.Keys
        where !book.Done.Contains((handler, entry)) && !letters.Contains((handler, entry))
        select $"{handler} lost {entry}";

    /// <summary>The dead letters of calls that were not meant to fail for good, and calls that succeeded and were.</summary>
    public IEnumerable<string> Wrong(int seed)
    {
        bool Fails((string Handler, Entry Entry) one) =>
            HandlerFailures.Always(seed, one.Handler, new LedgerEntered(one.Entry.Account, one.Entry.Number));
        return letters.Where(letter => !Fails(letter)).Select(letter => $"{letter} is a dead letter")
            .Concat(book.Done.Where(Fails).Select(done => $"{done} was handled"));
    }

    /// <summary>The entries that a handler handled for the first time after a later one of the same account.</summary>
    public IEnumerable<string> OutOfOrder() =>
        from account in book.Handled.GroupBy(handling => (handling.Handler, handling.Entry.Account))
        let numbers = account.OrderBy(handling => handling.Time).Select(handling => handling.Entry.Number).Distinct().ToArray()
        from i in Enumerable.Range(1, Math.Max(0, numbers.Length - 1))
        where numbers[i] < numbers[i - 1]
        select $"{account.Key}: {numbers[i]} was handled after {numbers[i - 1]}";

    /// <summary>How often an entry is on the topic, beyond the first time, as far as handlers saw.</summary>
    public int Copies() => CopiesOf().Sum(entry => entry.Count - 1);

    /// <summary>The entries with a copy that neither a repeated publish nor a repeated request nor the store explains.</summary>
    public IEnumerable<string> UnexplainedCopies() =>
        from entry in CopiesOf()
        where entry.Count > 1
            && book.Sent[entry.Entry] == 1
            && !book.Acknowledged.GetValueOrDefault(entry.Entry)
            && !excuses.MayBeRepeated(entry.Entry)
        select $"{entry.Entry} was published once and is on the topic {entry.Count} times";

    /// <summary>The calls that handled a message which the same handler had handled before.</summary>
    public int Redeliveries() => book.Handled.Count - book.Handled.Select(Position).Distinct().Count();

    /// <summary>How many of them were handled first while commits could fail.</summary>
    public int RedeliveriesOfOutages() =>
        Redelivered().Count(one => excuses.Outages.Any(outage => one.First.Time >= outage.From && one.First.Time <= outage.To));

    /// <summary>The longest time without an outage that a process handled on behind something that was handled again.</summary>
    public TimeSpan LongestRedelivery() => Redelivered().Select(one => one.Uncommitted).DefaultIfEmpty().Max();

    /// <summary>The messages that were handled again although they were handled long before their process gave them up.</summary>
    public IEnumerable<string> UnexplainedRedeliveries() =>
        from one in Redelivered()
        where one.Uncommitted > Uncommitted && !excuses.IsHeld(one.First)
        group one by (one.First.Process, one.First.Handler, one.First.Partition, Next: one.Again.Process) into again
        let first = again.MinBy(one => one.First.Offset)
        let last = again.MaxBy(one => one.First.Offset)
        select $"{again.Count()} messages of ledger [[{again.Key.Partition}]], from {first.First} to {last.First}, were handled again by "
            + $"{again.Key.Next} from {first.Again.Time} on, and their process handled on for up to {again.Max(one => one.Uncommitted)}";

    private static (string, int, long) Position(Handling handling) => (handling.Handler, handling.Partition, handling.Offset);

    private IEnumerable<(Entry Entry, int Count)> CopiesOf() => book.Handled
        .GroupBy(handling => handling.Entry)
        .Select(entry => (entry.Key, entry.Select(handling => (handling.Partition, handling.Offset)).Distinct().Count()));

    private IEnumerable<(Handling First, Handling Again, TimeSpan Uncommitted)> Redelivered()
    {
        foreach (var partition in book.Handled.GroupBy(handling => (handling.Handler, handling.Partition)))
        {
            Handling[] handled = [.. partition.OrderBy(handling => handling.Time)];
            foreach (Handling[] same in handled.GroupBy(handling => handling.Offset).Select(same => same.ToArray()))
            {
                for (int i = 1; i < same.Length; i++)
                {
                    long end = handled.Last(one => one.Process == same[i - 1].Process && one.Time < same[i].Time).Time;
                    yield return (same[i - 1], same[i], WithoutOutages(same[i - 1].Process, same[i - 1].Time, end));
                }
            }
        }
    }

    private TimeSpan WithoutOutages(string process, long from, long to)
    {
        long away = excuses.WithoutCommits(process)
            .Sum(outage => Math.Max(0, Math.Min(to, outage.To) - Math.Max(from, outage.From)));
        return Stopwatch.GetElapsedTime(0, Math.Max(0, to - from - away));
    }
}

/// <summary>What explains that an entry is on the topic twice, or that a message is handled twice.</summary>
/// <param name="Outages">When commits could fail, by the machine's clock.</param>
/// <param name="Repeated">The numbers of entries that were on their way when requests failed after they were carried out.</param>
/// <param name="Waits">When processes couldn't commit.</param>
sealed record LedgerExcuses(
    IReadOnlyList<(long From, long To)> Outages, IReadOnlyList<(int From, int To)> Repeated, LedgerWaits Waits)
{
    /// <summary>The times in which commits of a process could fail or didn't hold. They don't overlap.</summary>
    public IEnumerable<(long From, long To)> WithoutCommits(string process)
    {
        long end = long.MinValue;
        foreach ((long from, long to) in Outages
            .Concat(Waits.Commits.Where(wait => wait.Process == process).Select(wait => (wait.From, wait.To)))
            .OrderBy(time => time.From))
        {
            if (to > end)
            {
                yield return (Math.Max(from, end), to);
                end = to;
            }
        }
    }

    public bool MayBeRepeated(Entry entry) => Repeated.Any(range => entry.Number > range.From && entry.Number <= range.To);

    /// <summary>Whether the message was behind one at which its partition waited, so that it couldn't be committed.</summary>
    public bool IsHeld(Handling handling) => Waits.Partitions.Any(wait =>
        wait.Process == handling.Process && wait.Partition == handling.Partition && wait.Offset <= handling.Offset);
}
