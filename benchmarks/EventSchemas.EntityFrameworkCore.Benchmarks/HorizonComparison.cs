using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Benchmarks;

/// <summary>
/// The two ways to an order that a dispatcher can rely on. With the lock of a bucket it may read what is committed. With a horizon writers
/// take no lock, and it may read only what is older than the oldest running transaction. Measured are the orders that are saved in a
/// second, and how long an event waits behind one long transaction, from before it is saved until it may be read.
/// </summary>
static class HorizonComparison
{
    private const int Writers = 8;
    private const int Customers = 10_000;
    private const int Orders = 20;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(Servers servers, TimeSpan time)
    {
        using IHost withLock = await servers.StartServiceAsync(servers.NewDatabase(), ("EventBus:Outbox:Dispatch", "false"));
        using IHost withHorizon = await servers.StartServiceAsync(
            servers.NewDatabase(), ("EventBus:Outbox:Dispatch", "false"), ("EventBus:Outbox:Order", "ByArrival"));
        await Servers.UseAsync(withHorizon, context => context.Database.ExecuteSqlRawAsync(
            "ALTER TABLE event_outbox ADD COLUMN written_by xid8 NOT NULL DEFAULT pg_current_xact_id()"));
        Contender[] contenders =
        [
            new("lock", withLock, "true"),
            new("horizon", withHorizon, "written_by < pg_snapshot_xmin(pg_current_snapshot())"),
        ];

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| | orders a second of {Writers} | wait | behind {time.TotalSeconds:N0} s of other work | of other keys | of its key |"));
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (Contender one in contenders)
        {
            double rate = await LockComparison.RateAsync(one.Host, Writers, time, random => $"customer {random.Next(Customers)}");
            double[] waits =
            [
                await WaitAsync(one, TimeSpan.Zero, customer: null),
                await WaitAsync(one, time, customer: null),
                await WaitAsync(one, time, "somebody else"),
                await WaitAsync(one, time, "customer"),
            ];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {one.Name} | {rate:N0} | {string.Join(" | ", waits.Select(wait => $"{wait:N0} ms"))} |"));
        }

        await withLock.StopAsync();
        await withHorizon.StopAsync();
    }

    /// <summary>The median of how long events wait that are published while a transaction is open.</summary>
    /// <param name="contender">The contender.</param>
    /// <param name="open">How long it is open after the last of them was published.</param>
    /// <param name="customer">Whose event the transaction has published; null if it only writes something else.</param>
    private static async Task<double> WaitAsync(Contender contender, TimeSpan open, string? customer)
    {
        var waits = new List<double>();
        await Servers.UseAsync(contender.Host, async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            if (customer is not null)
            {
                context.Publish(new OrderPlaced(customer, 0, "1 Infinite Loop"));
            }

            context.Orders.Add(new Order { Customer = "somebody" });
            await context.SaveChangesAsync();
            if (open == TimeSpan.Zero)
            {
                await transaction.CommitAsync();
            }

            Task<double>[] published = [.. Enumerable.Range(1, Orders).Select(number => PublishAsync(contender, number))];
            await Task.Delay(open);
            if (open > TimeSpan.Zero)
            {
                await transaction.CommitAsync();
            }

            waits.AddRange(await Task.WhenAll(published));
        });
        return PublishComparison.Median(waits);
    }

    private static async Task<double> PublishAsync(Contender contender, int number)
    {
        var id = Guid.NewGuid();
        long started = Stopwatch.GetTimestamp();
        await Servers.UseAsync(contender.Host, async context =>
        {
            context.Orders.Add(new Order { Customer = "customer" });
            context.Publish(new OrderPlaced("customer", number, "1 Infinite Loop"), new PublishOptions { Id = id });
            await context.SaveChangesAsync();
            string count = $"SELECT count(*)::int AS \"Value\" FROM event_outbox WHERE event_id = {{0}} AND {contender.MayRead}";
            while (await context.Database.SqlQueryRaw<int>(count, id).SingleAsync() == 0)
            {
                await Task.Delay(Tick);
            }
        });
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private sealed record Contender(string Name, IHost Host, string MayRead);
}
