using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Benchmarks;

/// <summary>How many waiting events one and two dispatchers send in a second, with many keys and with few.</summary>
static class DispatchComparison
{
    private const int Batch = 1000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(Servers servers, int events)
    {
        Console.WriteLine("| keys | dispatchers | events a second |");
        Console.WriteLine("|---|---|---|");
        foreach ((int keys, int dispatchers) in ((int, int)[])[(1000, 1), (1000, 2), (10, 1), (1, 1)])
        {
            string database = servers.NewDatabase();
            using (IHost publisher = await servers.StartServiceAsync(database, ("EventBus:Outbox:Dispatch", "false")))
            {
                await FillAsync(publisher, events, keys);
                await publisher.StopAsync();
            }

            long started = Stopwatch.GetTimestamp();
            var hosts = new List<IHost>();
            for (int i = 0; i < dispatchers; i++)
            {
                hosts.Add(await servers.StartServiceAsync(database, ("EventBus:Outbox:Lease", "00:00:03")));
            }

            IEventOutbox outbox = hosts[0].Services.GetRequiredService<IEventOutbox>();
            while ((await outbox.CountAsync()).Waiting > 0)
            {
                await Task.Delay(Tick);
            }

            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {keys} | {dispatchers} | {events / seconds:N0} |"));
            foreach (IHost host in hosts)
            {
                await host.StopAsync();
                host.Dispose();
            }
        }
    }

    private static async Task FillAsync(IHost publisher, int events, int keys)
    {
        for (int from = 0; from < events; from += Batch)
        {
            await Servers.UseAsync(publisher, async context =>
            {
                for (int i = from; i < Math.Min(from + Batch, events); i++)
                {
                    context.Publish(new OrderPlaced($"customer {i % keys}", i, "1 Infinite Loop"));
                }

                await context.SaveChangesAsync();
            });
        }
    }
}
