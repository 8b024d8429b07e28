using System.Diagnostics;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// What becomes of every event while everything fails that can: brokers, leaders, coordinators, requests, the registry, handlers, and
/// processes that are killed. <c>EVENTSCHEMAS_TEST_SCALE=100</c> publishes 200,000 events for each protocol, and
/// <c>EVENTSCHEMAS_FUZZ_START</c> is the seed.
/// </summary>
public sealed class LedgerTests
{
    private const int EntriesOfAccount = 55;
    private const int MaxRounds = 66;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_acknowledged_event_is_lost(bool isNewProtocol)
    {
        int seed = Scale.FirstInput;
        int accounts = 40 * Math.Min(Scale.Factor, 5);
        int entries = EntriesOfAccount * Scale.Factor / Math.Min(Scale.Factor, 5);
        var watch = Stopwatch.StartNew();
        await using LedgerRun run = await LedgerRun.StartAsync(
            new LedgerPlan(seed, accounts, Partitions: 6 * Math.Min(Scale.Factor, 8), isNewProtocol));
        int rounds = Math.Min(MaxRounds, 11 * Scale.Factor);
        for (int round = 0; round < rounds;)
        {
            foreach (Func<Task> fault in run.ShuffledFaults())
            {
                await run.RoundAsync((entries * (round + 1) / rounds) - (entries * round / rounds), fault);
                round++;
            }
        }

        LedgerCheck check = await run.FinishAsync(Token);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {seed}, {watch.Elapsed}: {run.Book.Acknowledged.Count} acknowledged, "
            + $"{run.Book.Acknowledged.Values.Count(stored => stored)} of them stored first, {run.Book.Failed} publishes failed, "
            + $"{run.Kills} kills. {run.Book.Handled.Count} calls succeeded; "
            + $"{check.Copies()} copies, {check.Redeliveries()} redeliveries, {check.RedeliveriesOfOutages()} of outages, the others "
            + $"up to {check.LongestRedelivery()} before the end of an owner.");
        string[] findings =
        [
            .. check.Lost(),
            .. check.Wrong(seed),
            .. check.OutOfOrder(),
            .. check.UnexplainedCopies(),
            .. check.UnexplainedRedeliveries(),
        ];
        string[] first = [.. findings.Take(10)];
        string[] shown = [$"Seed {seed}, {findings.Length} findings:", .. first, .. run.Faults, run.Logs(string.Concat(first))];
        Assert.True(findings.Length == 0, string.Join('\n', shown));
    }
}
