using System.Diagnostics;
using System.Globalization;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>One of the programs that a comparison runs in turn.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="RunAsync">Does the work of one round. It may call the argument when what is to be measured begins.</param>
/// <param name="MaxBytes">How much memory a message may take: unlike times, it hardly differs between machines. Null is no limit.</param>
sealed record Contender(string Name, Func<Action, Task> RunAsync, int? MaxBytes = null)
{
    /// <summary>One whose whole work is measured.</summary>
    public Contender(string name, Func<Task> runAsync, int? maxBytes = null)
        : this(name, _ => runAsync(), maxBytes)
    {
    }
}

/// <summary>
/// Runs contenders in turn, in another order each round, and compares each with the first one of the same round. CPU is that of the whole
/// process, with the embedded cluster in it.
/// </summary>
static class Rounds
{
    /// <summary>Runs a comparison and prints it.</summary>
    /// <param name="contenders">The programs.</param>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="messages">How many messages a round has.</param>
    /// <param name="warmUp">How many rounds come before: they only compile and fill the caches.</param>
    /// <returns>Whether every contender is within its limit.</returns>
    public static async Task<bool> CompareAsync(IReadOnlyList<Contender> contenders, int rounds, int messages, int warmUp = 2)
    {
        for (int round = 0; round < warmUp; round++)
        {
            foreach (Contender contender in contenders)
            {
                await MeasureAsync(contender);
            }
        }

        var measured = contenders.ToDictionary(contender => contender, _ => new List<Cost>());
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                Contender contender = contenders[(i + round) % contenders.Count];
                measured[contender].Add(await MeasureAsync(contender));
            }
        }

        Print(contenders, measured, messages);
        return contenders.Count(contender => IsWithinLimit(contender, BytesOf(measured[contender], messages))) == contenders.Count;
    }

    private static bool IsWithinLimit(Contender contender, double bytes)
    {
        bool isWithin = contender.MaxBytes is not { } max || bytes <= max;
        if (!isWithin)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contender.Name}: {bytes:N0} B a message, and {contender.MaxBytes:N0} B are allowed."));
        }

        return isWithin;
    }

    private static double BytesOf(List<Cost> costs, int messages) => Median(costs, cost => (double)cost.Bytes / messages);

    private static async Task<Cost> MeasureAsync(Contender contender)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Spent begun = Spent.Now();
        await contender.RunAsync(() => begun = Spent.Now());
        Spent ended = Spent.Now();
        return new Cost(Stopwatch.GetElapsedTime(begun.Timestamp, ended.Timestamp), ended.Cpu - begun.Cpu, ended.Bytes - begun.Bytes);
    }

    private static void Print(IReadOnlyList<Contender> contenders, Dictionary<Contender, List<Cost>> measured, int messages)
    {
        Console.WriteLine("| | wall, a message | ratio | CPU, a message | ratio | memory, a message |");
        Console.WriteLine("|---|---|---|---|---|---|");
        List<Cost> first = measured[contenders[0]];
        foreach (Contender contender in contenders)
        {
            List<Cost> own = measured[contender];
            string row = string.Create(
                CultureInfo.InvariantCulture,
                $"| {contender.Name} | {Median(own, cost => cost.Wall.TotalMicroseconds / messages):F2} µs "
                + $"| {Median(own.Zip(first), pair => pair.First.Wall / pair.Second.Wall):F2} "
                + $"| {Median(own, cost => cost.Cpu.TotalMicroseconds / messages):F2} µs "
                + $"| {Median(own.Zip(first), pair => pair.First.Cpu / pair.Second.Cpu):F2} "
                + $"| {BytesOf(own, messages):N0} B |");
            Console.WriteLine(row);
        }
    }

    private static double Median<T>(IEnumerable<T> values, Func<T, double> value)
    {
        double[] sorted = [.. values.Select(value).Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private readonly record struct Cost(TimeSpan Wall, TimeSpan Cpu, long Bytes);

    private sealed record Spent(long Timestamp, TimeSpan Cpu, long Bytes)
    {
        public static Spent Now()
        {
            using var process = Process.GetCurrentProcess();
            return new Spent(Stopwatch.GetTimestamp(), process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        }
    }
}
