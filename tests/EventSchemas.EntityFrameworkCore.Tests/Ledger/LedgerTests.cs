using System.Diagnostics;
using System.Globalization;
using System.Text;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>
/// Writers, dispatchers and a bus with faults, and then the books: every committed event is on the bus, byte for byte, in the order of the
/// commits of its key, and no other is. <c>EVENTSCHEMAS_OUTBOX_ROUNDS</c> makes it longer.
/// </summary>
public sealed class LedgerTests(PostgresServer postgres)
{
    private const int Writers = 4;
    private const int Keys = 10;

    public static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("EVENTSCHEMAS_OUTBOX_ROUNDS") ?? "40", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1, 1)]
    [InlineData(DatabaseKind.PostgreSql, 2, 2)]
    [InlineData(DatabaseKind.PostgreSql, 4, 3)]
    public async Task Every_committed_event_is_on_the_bus_in_order_and_no_other(DatabaseKind kind, int dispatchers, int seed)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind, postgres);
        (string, string?)[] settings =
        [
            ("EventBus:Outbox:Lease", "00:00:01.5"), ("EventBus:Outbox:BatchSize", "7"), ("EventBus:Outbox:CheckInterval", "00:01:00"),
        ];
        IHost publisher = await database.StartAsync(settings: ("EventBus:Outbox:Dispatch", "false"));
        var running = new List<IHost>();
        for (int i = 0; i < dispatchers; i++)
        {
            running.Add(await database.StartAsync(settings: settings));
        }

        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(
            writer => Task.Run(() => WriteAsync(publisher, kind, writer, new Random((seed * 1000) + writer)))));
        var faults = new Random(seed);
        while (!writing.IsCompleted)
        {
            int sent = database.Bus.Sent.Count;
            await Task.WhenAny(writing, TestDatabase.ReachAsync(() => Task.FromResult(database.Bus.Sent.Count >= sent + 25)));
            if (faults.Next(2) == 0)
            {
                int attempts = database.Bus.Attempts;
                database.Bus.Refusal = _ => PublishFailureReason.Unavailable;
                await TestDatabase.ReachAsync(() => Task.FromResult(writing.IsCompleted || database.Bus.Attempts > attempts));
                database.Bus.Refusal = static _ => null;
            }
            else
            {
                int victim = faults.Next(running.Count);
                await TestDatabase.KillAsync(running[victim]);
                running[victim] = await database.StartAsync(settings: settings);
            }
        }

        await writing;
        List<Order> committed = await database.CommittedAsync();
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);
        IReadOnlyList<SentEvent> all = database.Bus.Sent;
        SentEvent[] first = [.. all.DistinctBy(sent => sent.Id)];
        Assert.All(all, sent => Assert.Equal(AvroCodec.Serialize(new OrderPlaced(sent.Customer, sent.Number)), sent.Value));
        Assert.Equal(committed.Count, first.Length);
        foreach (IGrouping<string, Order> key in committed.GroupBy(order => order.Customer))
        {
            Assert.Equal(
                key.Select(order => order.Number), first.Where(sent => sent.Customer == key.Key).Select(sent => sent.Number));
        }
    }

    /// <summary>In the long form the transaction is open for a minute.</summary>
    [Fact]
    public async Task A_transaction_that_is_open_for_long_holds_up_its_bucket_alone_and_goes_first_there()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, postgres);
        IHost host = await database.StartAsync(settings: [("EventBus:Outbox:Lease", "00:00:01.5"), ("EventBus:Outbox:Buckets", "64")]);
        await TestDatabase.PlaceAsync(host, "first", 0);
        string[] customers = [.. Enumerable.Range(0, 40).Select(i => $"customer {i}")];
        Task[] held = [];

        await TestDatabase.UseAsync(host, async context =>
        {
            await using IDbContextTransaction open = await context.Database.BeginTransactionAsync();
            Place(context, "ada", 1);
            await context.SaveChangesAsync();
            long started = Stopwatch.GetTimestamp();
            held = [.. Enumerable.Range(2, 3).Select(number => TestDatabase.PlaceAsync(host, "ada", number))];
            foreach (string customer in customers.Where(customer => BucketOf(customer) != BucketOf("ada")))
            {
                await TestDatabase.PlaceAsync(host, customer, 1);
            }

            int others = customers.Count(customer => BucketOf(customer) != BucketOf("ada"));
            await database.Bus.ReachAsync(others + 1);
            await Task.Delay(Rounds < 1000 ? TimeSpan.Zero : TimeSpan.FromSeconds(60) - Stopwatch.GetElapsedTime(started));
            Assert.DoesNotContain(database.Bus.Sent, sent => sent.Customer == "ada");
            Assert.All(held, one => Assert.True(!one.IsCompleted, $"{one.Exception}"));
            await open.CommitAsync();
        });

        await Task.WhenAll(held);
        await TestDatabase.ReachAsync(() => Task.FromResult(database.Bus.Sent.Count(sent => sent.Customer == "ada") == 4));
        int[] numbers = [.. database.Bus.Sent.Where(sent => sent.Customer == "ada").Select(sent => sent.Number)];
        Assert.Equal(1, numbers[0]);
        Assert.Equal([1, 2, 3, 4], numbers.Order());

        static ulong BucketOf(string customer) =>
            (ulong)KeyLanes.Of(eventType: "", [(byte)(customer.Length * 2), .. Encoding.UTF8.GetBytes(customer)]) % 64;
    }

    /// <summary>Transactions of one writer: some are rolled back, some commit late, some save twice.</summary>
    private static async Task WriteAsync(IHost publisher, DatabaseKind kind, int writer, Random random)
    {
        for (int round = 0; round < Rounds; round++)
        {
            int number = (((writer * Rounds) + round) * 2) + 1;
            string key = $"key {random.Next(Keys)}";
            await TestDatabase.UseAsync(publisher, async context =>
            {
                switch (random.Next(4))
                {
                    case 0:
                        Place(context, key, number);
                        await context.SaveChangesAsync();
                        break;
                    case 1:
                        await using (IDbContextTransaction rolledBack = await context.Database.BeginTransactionAsync())
                        {
                            Place(context, key, number);
                            await context.SaveChangesAsync();
                            await rolledBack.RollbackAsync();
                        }

                        break;
                    case 2:
                        await using (IDbContextTransaction late = await context.Database.BeginTransactionAsync())
                        {
                            Place(context, key, number);
                            await context.SaveChangesAsync();
                            for (int i = random.Next(kind == DatabaseKind.Sqlite ? 3 : 20); i > 0; i--)
                            {
                                await context.Orders.CountAsync();
                            }

                            await late.CommitAsync();
                        }

                        break;
                    default:
                        await using (IDbContextTransaction twice = await context.Database.BeginTransactionAsync())
                        {
                            Place(context, key, number);
                            await context.SaveChangesAsync();
                            await twice.CreateSavepointAsync("before");
                            Place(context, key, -number);
                            await context.SaveChangesAsync();
                            await twice.RollbackToSavepointAsync("before");
                            // SQLite gives the order's number again.
                            context.ChangeTracker.Clear();
                            Place(context, key, number + 1);
                            await context.SaveChangesAsync();
                            await twice.CommitAsync();
                        }

                        break;
                }
            });
        }
    }

    private static void Place(ShopContext context, string key, int number)
    {
        context.Orders.Add(new Order { Customer = key, Number = number });
        context.Publish(new OrderPlaced(key, number));
    }
}
