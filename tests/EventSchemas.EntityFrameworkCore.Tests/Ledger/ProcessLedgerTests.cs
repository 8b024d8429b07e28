using System.Diagnostics;
using System.Globalization;
using EventSchemas.EntityFrameworkCore.LedgerWorker;
using EventSchemas.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>
/// Processes that write, send and handle, each killed by the system at one step, while the database goes away and comes back. Then the
/// books: every committed event is on the bus, byte for byte and in the order of its key, no other is, and the effect of each is there
/// exactly once. <c>EVENTSCHEMAS_OUTBOX_ROUNDS</c> of 1000 and more makes it longer.
/// </summary>
public sealed class ProcessLedgerTests
{
    private const int AtATime = 2;
    private const int NumbersOfAProcess = 100_000;

    private static readonly int Passes = Math.Max(1, LedgerTests.Rounds / 1000);

    // The short form takes the three after which something has happened that nobody knows yet.
    private static readonly string[] Steps = Passes == 1
        ? ["committed", "sent", "handled"]
        : ["leased", "published", "saved", "committed", "sending", "sent", "deleting", "deleted", "handling", "handled"];

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static TheoryData<DatabaseKind> Kinds => Passes == 1
        ? [DatabaseKind.PostgreSql]
        : [DatabaseKind.PostgreSql, DatabaseKind.Sqlite];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Processes_are_killed_between_any_two_steps_and_nothing_is_lost_or_doubled(DatabaseKind kind)
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        await using var server = new PostgresServer();
        if (kind == DatabaseKind.PostgreSql)
        {
            await server.InitializeAsync();
        }

        string folder = Directory.CreateTempSubdirectory("eventschemas-outbox-ledger").FullName;
        try
        {
            var run = new ProcessRun(
                kind,
                kind == DatabaseKind.PostgreSql
                    ? await server.CreateDatabaseAsync()
                    : $"Data Source={Path.Combine(folder, "ledger.db")};Default Timeout=30",
                folder);
            await run.UseAsync(context => context.Database.EnsureCreatedAsync(Token));
            await KillAllAsync(run, server);
            TestContext.Current.TestOutputHelper?.WriteLine(await run.CheckAsync());
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task KillAllAsync(ProcessRun run, PostgresServer server)
    {
        string[] steps = [.. Enumerable.Range(0, Passes).SelectMany(_ => Steps)];
        int next = -1;
        Task killing = Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            for (int i = Interlocked.Increment(ref next); i < steps.Length; i = Interlocked.Increment(ref next))
            {
                // The first to the fourth time, in turn: some steps are passed seldom.
                await run.KillAsync(steps[i], after: 1 + (i / Steps.Length % 4));
            }
        }));
        if (run.Kind == DatabaseKind.PostgreSql)
        {
            var faults = new Random(Passes);
            while (!killing.IsCompleted)
            {
                int seen = Volatile.Read(ref next);
                await Task.WhenAny(killing, TestDatabase.ReachAsync(() => Task.FromResult(Volatile.Read(ref next) >= seen + 4)));
                if (faults.Next(2) == 0 && Passes > 1)
                {
                    await server.RestartAsync();
                }
                else
                {
                    await server.TerminateConnectionsAsync();
                }
            }
        }

        await killing;
    }

    /// <summary>The processes of a run, and what they left.</summary>
    private sealed class ProcessRun(DatabaseKind kind, string connection, string folder)
    {
        private int _started;

        public DatabaseKind Kind => kind;

        /// <summary>Starts a process that is killed at a step, and waits until it is dead.</summary>
        public async Task KillAsync(string step, int after)
        {
            using Process process = Start(step, after, out Task<string> log);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
            deadline.CancelAfter(Deadline);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                Assert.Fail($"The step {step} was not passed {after} times:\n{await log}");
            }

            // A host whose database is away at its start doesn't start, and isn't killed.
            const int killed = 128 + 9;
            Assert.True(process.ExitCode == killed || kind == DatabaseKind.PostgreSql, $"{step}: {process.ExitCode}\n{await log}");
        }

        /// <summary>Lets a last process end the work, and compares.</summary>
        public async Task<string> CheckAsync()
        {
            using Process last = Start(step: null, after: 0, out Task<string> log);
            using (var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token))
            {
                deadline.CancelAfter(Deadline);
                while (!await IsDoneAsync())
                {
                    Assert.False(last.HasExited, "The last process has ended.");
                    await Task.Delay(50, deadline.Token);
                }
            }

            last.StandardInput.Close();
            await last.WaitForExitAsync(Token);
            Assert.True(last.ExitCode == 0, await log);

            Line[] bus = [.. Lines().OrderBy(line => line.Time)];
            Line[] orders = [.. bus.Where(line => line.EventType == "org.acme.ledger.order.v1").DistinctBy(line => line.Id)];
            (List<LedgerOrder> committed, List<Guid> effects) = await UseAsync(async context => (
                kind == DatabaseKind.Sqlite
                    ? await context.Orders.AsNoTracking().OrderBy(order => order.Id).ToListAsync(Token)
                    : await context.Orders.FromSql($"SELECT * FROM \"Orders\" ORDER BY pg_xact_commit_timestamp(xmin), \"Id\"")
                        .AsNoTracking().ToListAsync(Token),
                await context.Effects.Select(effect => effect.EventId).ToListAsync(Token)));
            Assert.All(bus.Where(line => line.Order is not null), line => Assert.Equal(AvroCodec.Serialize(line.Order!), line.Value));
            Assert.Equal(committed.Count, orders.Length);
            foreach (IGrouping<string, LedgerOrder> key in committed.GroupBy(order => order.Account))
            {
                Assert.Equal(
                    key.Select(order => order.Number),
                    orders.Where(line => line.Order!.Account == key.Key).Select(line => line.Order!.Number));
            }

            Assert.Equal(orders.Select(line => line.Id).Order(), effects.Order());
            int chained = bus.Where(line => line.Order is null).DistinctBy(line => line.Id).Count();
            Assert.Equal(effects.Count, chained);
            return $"{_started} processes, {committed.Count} orders, {bus.Length} lines on the bus, "
                + $"{bus.Length - orders.Length - chained} of them twice.";
        }

        public async Task<T> UseAsync<T>(Func<LedgerContext, Task<T>> use)
        {
            var builder = new DbContextOptionsBuilder<LedgerContext>();
            bool isSqlite = kind == DatabaseKind.Sqlite;
            LedgerContext.Use(builder, isSqlite, isSqlite ? connection : $"{connection};Pooling=false");
            await using var context = new LedgerContext(builder.Options);
            return await use(context);
        }

        private Task<bool> IsDoneAsync() => UseAsync(async context =>
            await context.Orders.CountAsync(Token) == await context.Effects.CountAsync(Token)
            && !await context.Set<OutboxRow>().AnyAsync(Token));

        private IEnumerable<Line> Lines() => Directory.GetFiles(folder, "bus-*").SelectMany(File.ReadAllLines).Select(Line.Read);

        private Process Start(string? step, int after, out Task<string> log)
        {
            int number = Interlocked.Increment(ref _started);
            (string Name, string Value)[] settings =
            [
                ("Ledger:Name", number.ToString("D4", CultureInfo.InvariantCulture)),
                ("Ledger:IsSqlite", $"{kind == DatabaseKind.Sqlite}"),
                ("Ledger:Connection", connection),
                ("Ledger:Folder", folder),
                ("Ledger:First", (number * NumbersOfAProcess).ToString(CultureInfo.InvariantCulture)),
                ("Ledger:Rounds", step is null ? "0" : "40"),
                ("Ledger:Seed", number.ToString(CultureInfo.InvariantCulture)),
                ("Ledger:KillAt", step ?? ""),
                ("Ledger:KillAfter", after.ToString(CultureInfo.InvariantCulture)),
                ("EventBus:ServiceName", "ledger"),
                ("EventBus:Outbox:Buckets", "8"),
                ("EventBus:Outbox:Lease", "00:00:01"),
                ("EventBus:Outbox:PollInterval", "00:00:00.1"),
                ("EventBus:Outbox:BatchSize", "5"),
                ("EventBus:Outbox:CheckInterval", "00:01:00"),
                ("EventBus:Groups:ledger:Retry:MaxAttempts", "0"),
                ("EventBus:Groups:ledger:Retry:InitialDelay", "00:00:00.05"),
                ("EventBus:Groups:ledger:Retry:MaxDelay", "00:00:00.2"),
            ];
            string program = Path.Combine(AppContext.BaseDirectory, "EventSchemas.EntityFrameworkCore.LedgerWorker.dll");
            Process process = Process.Start(
                new ProcessStartInfo("dotnet", [program, .. settings.Select(setting => $"--{setting.Name}={setting.Value}")])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            log = ReadAsync(process);
            return process;
        }

        private static async Task<string> ReadAsync(Process process) => string.Concat(
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token)));
    }

    /// <summary>A line of the bus.</summary>
    private sealed record Line(long Time, string EventType, Guid Id, byte[] Value)
    {
        public OrderEntered? Order { get; } = EventType == "org.acme.ledger.order.v1" ? AvroCodec.Deserialize<OrderEntered>(Value) : null;

        public static Line Read(string text)
        {
            string[] parts = text.Split(' ');
            return new Line(
                long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], Guid.Parse(parts[2]), Convert.FromHexString(parts[3]));
        }
    }
}
