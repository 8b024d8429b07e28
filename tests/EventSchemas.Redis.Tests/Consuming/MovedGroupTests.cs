using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>A group that somebody else moves while it is read.</summary>
public sealed class MovedGroupTests
{
    private const int Published = 60;
    private const int InHand = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_it_is_moved_past_is_reported(bool isCreatedAgain, bool goesOnAtOnce)
    {
        await using Bus bus = await Bus.StartAsync();
        using var lost = new LostMessages();
        var release = new TaskCompletionSource();
        var recorder = new Recorder { Before = (_, _, _, token) => release.Task.WaitAsync(token) };
        IHost service = await StartAsync(bus, recorder, "one");
        await Bus.PublishAsync(service, Published);
        await BehindAsync(service, Published - InHand);

        ITransaction move = bus.Database.CreateTransaction();
        if (isCreatedAgain)
        {
            _ = move.StreamDeleteConsumerGroupAsync(Bus.Orders, "group");
            _ = move.StreamCreateConsumerGroupAsync(Bus.Orders, "group", StreamPosition.NewMessages);
        }
        else
        {
            _ = move.StreamConsumerGroupSetPositionAsync(Bus.Orders, "group", StreamPosition.NewMessages);
        }

        Assert.True(await move.ExecuteAsync());
        if (goesOnAtOnce)
        {
            release.SetResult();
            await Bus.PublishAsync(service, 1);
            await Bus.Until(() => recorder.Handled.Count > InHand, "the next one is handled");
        }

        await Bus.Until(() => lost.Count(service) > 0, "the loss is counted");
        Assert.Equal(Published - InHand, lost.Count(service));
        string error = bus.Log.At(LogLevel.Error).Single();
        Assert.Matches(
            "^Group group, dev-orders: somebody else has moved the group, or destroyed and created it, so that it has passed over 55 "
            + @"entries behind \d+-\d+ that it had not read\.",
            error);
        HealthReportEntry health = await CheckAsync(service);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("has passed over 55 entries", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_processes_each_reports_at_most_what_was_left()
    {
        await using Bus bus = await Bus.StartAsync();
        using var lost = new LostMessages();
        var recorder = new Recorder { Before = (_, _, _, token) => Task.Delay(Timeout.Infinite, token) };
        IHost[] services = [await StartAsync(bus, recorder, "one"), await StartAsync(bus, recorder, "two")];
        await Bus.PublishAsync(services[0], Published + InHand);
        foreach (IHost service in services)
        {
            await BehindAsync(service, Published - InHand);
        }

        await bus.Database.StreamConsumerGroupSetPositionAsync(Bus.Orders, "group", StreamPosition.NewMessages);

        await Bus.Until(() => services.All(service => lost.Count(service) > 0), "both report it");
        Assert.All(services, service => Assert.Equal(Published - InHand, lost.Count(service)));
        Assert.All(
            bus.Log.At(LogLevel.Error), line => Assert.Contains("has passed over up to 55 entries", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_that_is_moved_back_reads_again_and_has_lost_nothing()
    {
        await using Bus bus = await Bus.StartAsync();
        using var lost = new LostMessages();
        var recorder = new Recorder();
        IHost service = await StartAsync(bus, recorder, "one");
        await Bus.PublishAsync(service, 10);
        await Bus.UntilAsync(async () => recorder.Handled.Count == 10 && await bus.PendingAsync() == 0, "all are handled");

        await bus.Database.StreamConsumerGroupSetPositionAsync(Bus.Orders, "group", StreamPosition.Beginning);
        await Bus.UntilAsync(async () => recorder.Handled.Count == 20 && await bus.PendingAsync() == 0, "all are handled again");
        DateTimeOffset handled = DateTimeOffset.UtcNow;
        await Bus.Until(() => DateTimeOffset.UtcNow - handled > TimeSpan.FromSeconds(1.5), "it was looked at again");

        Assert.Equal(0, lost.Count(service));
        Assert.Empty(bus.Log.At(LogLevel.Error));
    }

    // Redis 7.0 doesn't write down how many entries a group has read, and no more does it tell its replicas.
    [Fact]
    public async Task A_server_that_has_started_again_has_not_moved_the_group()
    {
        await using Bus bus = await Bus.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        using var lost = new LostMessages();
        var time = new HeldTime();
        var ones = new Recorder();
        var twos = new Recorder();
        IHost one = await StartAsync(bus, ones, "one", time);
        await Bus.PublishAsync(one, 5);
        await Bus.Until(() => ones.Handled.Count == 5, "the first are handled");
        time.Pass();
        await Bus.PublishAsync(one, 5);
        await Bus.UntilAsync(async () => ones.Handled.Count == 10 && await bus.PendingAsync() == 0, "all are handled, and it has looked");

        // The one does nothing while the other reads, and while the server starts again.
        time.Hold();
        await Bus.Until(() => time.Held == 2, "the loop and the acknowledger wait");
        IHost two = await StartAsync(bus, twos, "two");
        await Bus.PublishAsync(two, 10);
        await Bus.UntilAsync(async () => twos.Handled.Count == 10 && await bus.PendingAsync() == 0, "the other has handled all");
        await bus.StopAsync(two);
        await bus.Server.KillAsync();
        await bus.Server.RunAsync();
        await bus.Database.StreamAddAsync(Bus.Orders, (await bus.ReadAsync(Bus.Orders))[0].Values);
        RedisConnection reading = one.Services.GetRequiredService<RedisConnections>().Reading;
        await Bus.Until(() => reading.Client!.IsConnected, "it is connected again");
        time.Release();
        await Bus.Until(() => ones.Handled.Count == 11, "it has looked and read");

        Assert.Equal(0, lost.Count(one));
        Assert.DoesNotContain(bus.Log.At(LogLevel.Error), line => line.Contains("moved the group", StringComparison.Ordinal));
    }

    private static Task<IHost> StartAsync(Bus bus, Recorder recorder, string name, TimeProvider? time = null) => bus.StartServiceAsync(
        events =>
        {
            events.Services.AddSingleton(time ?? TimeProvider.System);
            events.AddProducer<OrderPlaced>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));
            events.Services.AddHealthChecks().AddEventBus();
        },
        recorder,
        ("EventBus:Redis:ConsumerName", name),
        ("EventBus:Redis:StreamMaxLength", "100"),
        ("EventBus:Groups:group:QueueLength", $"{InHand}"));

    /// <summary>Waits until a service has seen how many entries it hasn't read.</summary>
    private static Task BehindAsync(IHost service, int entries) => Bus.UntilAsync(
        async () => (await CheckAsync(service)).Description!.Contains($"dev-orders: {entries} entries wait", StringComparison.Ordinal),
        $"{entries} are known to wait");

    private static async Task<HealthReportEntry> CheckAsync(IHost service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["event-bus"];

    /// <summary>A time that can pass at once, and whose waits don't end while it is held.</summary>
    private sealed class HeldTime : TimeProvider
    {
        private readonly Lock _lock = new();
        private readonly List<ITimer> _held = [];
        private bool _holds;
        private long _passed;

        public int Held
        {
            get
            {
                lock (_lock)
                {
                    return _held.Count;
                }
            }
        }

        public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _passed);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                ITimer timer = base.CreateTimer(callback, state, _holds ? Timeout.InfiniteTimeSpan : dueTime, period);
                if (_holds)
                {
                    _held.Add(timer);
                }

                return timer;
            }
        }

        public void Pass() => Interlocked.Add(ref _passed, 3 * TimestampFrequency);

        public void Hold()
        {
            lock (_lock)
            {
                _holds = true;
            }
        }

        public void Release()
        {
            lock (_lock)
            {
                _holds = false;
                Pass();
                _held.ForEach(timer => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
            }
        }
    }
}
