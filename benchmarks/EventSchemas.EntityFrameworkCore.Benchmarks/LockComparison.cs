using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Benchmarks;

/// <summary>How many transactions with an event writers commit in a second, with the lock of a bucket and without it.</summary>
static class LockComparison
{
    private const int Customers = 10_000;

    public static async Task RunAsync(Servers servers, TimeSpan time)
    {
        Console.WriteLine("| writers | no event | ByKey | ByArrival | ByKey, one key |");
        Console.WriteLine("|---|---|---|---|---|");
        using IHost byKey = await servers.StartServiceAsync(servers.NewDatabase(), ("EventBus:Outbox:Dispatch", "false"));
        using IHost byArrival = await servers.StartServiceAsync(
            servers.NewDatabase(), ("EventBus:Outbox:Dispatch", "false"), ("EventBus:Outbox:Order", "ByArrival"));
        foreach (int writers in (int[])[1, 8, 64])
        {
            double[] rates =
            [
                await RateAsync(byKey, writers, time, _ => null),
                await RateAsync(byKey, writers, time, random => $"customer {random.Next(Customers)}"),
                await RateAsync(byArrival, writers, time, random => $"customer {random.Next(Customers)}"),
                await RateAsync(byKey, writers, time, _ => "customer"),
            ];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {writers} | {rates[0]:N0} | {rates[1]:N0} | {rates[2]:N0} | {rates[3]:N0} |"));
        }

        await byKey.StopAsync();
        await byArrival.StopAsync();
    }

    /// <summary>How many orders writers save in a second.</summary>
    public static async Task<double> RateAsync(IHost host, int writers, TimeSpan time, Func<Random, string?> customerOf)
    {
        // Once to open the connections.
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => WriteAsync(host, customerOf(Random.Shared))));
        long started = Stopwatch.GetTimestamp();
        int[] counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            int count = 0;
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                await WriteAsync(host, customerOf(random));
                count++;
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task WriteAsync(IHost host, string? customer) => Servers.UseAsync(host, context =>
    {
        context.Orders.Add(new Order { Customer = customer ?? "nobody" });
        if (customer is not null)
        {
            context.Publish(new OrderPlaced(customer, 1, "1 Infinite Loop"));
        }

        return context.SaveChangesAsync();
    });
}
