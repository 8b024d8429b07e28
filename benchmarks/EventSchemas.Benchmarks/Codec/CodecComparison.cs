using System.Diagnostics;
using System.Globalization;

namespace EventSchemas.Benchmarks;

/// <summary>
/// Runs the contenders of each operation in turns, in rounds, and prints the median of their ratios to the first contender of the same
/// round. Other load on the machine then affects all contenders of a round.
/// </summary>
static class CodecComparison
{
    private const int Rounds = 41;
    private const double SecondsPerTurn = 0.004;

    /// <summary>Measures and prints.</summary>
    /// <param name="filters">
    /// Only operations and contenders whose names contain one of these are measured, and the yardsticks; all if there are none.
    /// </param>
    public static void Run(IReadOnlyList<string> filters)
    {
        foreach (Operation operation in Operations.All())
        {
            if (filters.Count == 0 || filters.Any(
                filter => $"{operation.Payload} {operation.Name}".Contains(filter, StringComparison.OrdinalIgnoreCase)))
            {
                Print(operation);
            }
        }
    }

    private static void Print(Operation operation)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{operation.Payload}: {operation.Name}\n"));
        Console.WriteLine("| contender | time | ratio | allocated |\n|---|---|---|---|");
        int[] turns = [.. operation.Contenders.Select(Calibrate)];
        double[][] times = [.. operation.Contenders.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < turns.Length; i++)
            {
                // Each round has another order, so that no contender always runs after the same one.
                int contender = (i + round) % turns.Length;
                times[contender][round] = Time(operation.Contenders[contender], turns[contender]);
            }
        }

        for (int i = 0; i < turns.Length; i++)
        {
            double ratio = Median([.. times[i].Zip(times[0], (mine, first) => mine / first)]);
            double allocated = Allocated(operation.Contenders[i], turns[i]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {operation.Contenders[i].Name} | {Median(times[i]) * 1e9:N0} ns | {ratio:0.00} | {allocated:N0} B |"));
        }
    }

    private static int Calibrate(Contender contender)
    {
        // Enough calls for the JIT to reach its last tier, which it compiles in the background.
        var warm = Stopwatch.StartNew();
        int count = 1;
        while (warm.Elapsed.TotalSeconds < 0.4)
        {
            contender.Run(64);
        }

        while (Time(contender, count) * count < SecondsPerTurn)
        {
            count *= 2;
        }

        return count;
    }

    private static double Time(Contender contender, int count)
    {
        long start = Stopwatch.GetTimestamp();
        contender.Run(count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / count;
    }

    private static double Allocated(Contender contender, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        contender.Run(count);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
