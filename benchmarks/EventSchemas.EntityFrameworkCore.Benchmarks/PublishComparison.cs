using System.Diagnostics;
using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore.Benchmarks;

/// <summary>
/// How long saving an order takes: alone, with an event in the outbox that this process sends or nobody, with an event that is published
/// after it without the context in each mode, and with a message in Wolverine's outbox. The contenders take turns; each order is a
/// transaction of its own, one after the other.
/// </summary>
static class PublishComparison
{
    private const int Orders = 200;
    private const string Address = "1 Infinite Loop, 95014 Cupertino, California";

    public static async Task RunAsync(Servers servers, int rounds)
    {
        using IHost byKey = await servers.StartServiceAsync(servers.NewDatabase());
        using IHost byArrival = await servers.StartServiceAsync(servers.NewDatabase(), ("EventBus:Outbox:Order", "ByArrival"));
        using IHost elsewhere = await servers.StartServiceAsync(servers.NewDatabase(), ("EventBus:Outbox:Dispatch", "false"));
        using IHost whenAway = await servers.StartServiceAsync(
            servers.NewDatabase(), ("EventBus:Publishing:Mode", nameof(PublishMode.OutboxWhenUnavailable)));
        using IHost always = await servers.StartServiceAsync(
            servers.NewDatabase(), ("EventBus:Publishing:Mode", nameof(PublishMode.Outbox)));
        using IHost wolverine = await WolverineService.StartAsync(servers);
        (string Name, Func<int, Task> RunAsync)[] contenders =
        [
            ("the order alone", i => Servers.UseAsync(byKey, context => SaveAsync(context, i))),
            ("with an event in the outbox", i => Servers.UseAsync(byKey, context =>
            {
                context.Publish(Event(i));
                return SaveAsync(context, i);
            })),
            ("with an event in the outbox, which nobody sends meanwhile", i => Servers.UseAsync(elsewhere, context =>
            {
                context.Publish(Event(i));
                return SaveAsync(context, i);
            })),
            ("with an event in the outbox, ByArrival", i => Servers.UseAsync(byArrival, context =>
            {
                context.Publish(Event(i));
                return SaveAsync(context, i);
            })),
            ("and then the event by its producer, `Direct`", i => SaveAndPublishAsync(byKey, i)),
            ("and then the event by its producer, `OutboxWhenUnavailable`", i => SaveAndPublishAsync(whenAway, i)),
            ("and then the event by its producer, `Outbox`", i => SaveAndPublishAsync(always, i)),
            ("with a message in Wolverine's outbox", async i =>
            {
                await using AsyncServiceScope scope = wolverine.Services.CreateAsyncScope();
                IDbContextOutbox<WolverineShop> outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<WolverineShop>>();
                outbox.DbContext.Orders.Add(new Order { Customer = Customer(i) });
                await outbox.PublishAsync(new WolverineOrder(Customer(i), i, Address));
                await outbox.SaveChangesAndFlushMessagesAsync();
            }),
        ];
        var times = contenders.ToDictionary(one => one.Name, _ => new List<double>());

        // The first two rounds only compile and fill the caches.
        for (int round = -2; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                (string name, Func<int, Task> runAsync) = contenders[(i + round + contenders.Length) % contenders.Length];
                long started = Stopwatch.GetTimestamp();
                for (int order = 0; order < Orders; order++)
                {
                    await runAsync(order);
                }

                if (round >= 0)
                {
                    times[name].Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / Orders);
                }
            }
        }

        Console.WriteLine("| saving an order | median | ratio |");
        Console.WriteLine("|---|---|---|");
        double first = Median(times[contenders[0].Name]);
        foreach ((string name, _) in contenders)
        {
            double median = Median(times[name]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {median:F0} µs | {median / first:F2} |"));
        }

        foreach (IHost host in (IHost[])[byKey, byArrival, elsewhere, whenAway, always, wolverine])
        {
            await host.StopAsync();
        }
    }

    /// <summary>The median of measured values.</summary>
    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static string Customer(int i) => string.Create(CultureInfo.InvariantCulture, $"customer {i % 100}");

    private static OrderPlaced Event(int i) => new(Customer(i), i, Address);

    private static async Task SaveAndPublishAsync(IHost host, int i)
    {
        await Servers.UseAsync(host, context => SaveAsync(context, i));
        await host.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(Event(i));
    }

    private static Task SaveAsync(ShopContext context, int i)
    {
        context.Orders.Add(new Order { Customer = Customer(i) });
        return context.SaveChangesAsync();
    }
}
