using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Redis.Tests;

/// <summary>
/// Reading that waits for the server's notifications. The clock stands still, so that no pause between two reads ends by itself.
/// </summary>
public sealed class WakeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notification_ends_the_pause_between_two_reads()
    {
        await using Bus bus = await Bus.StartAsync("--notify-keyspace-events", "Kt");
        var time = new StandingTime();
        var recorder = new Recorder();
        await StartAsync(bus, recorder, time);

        for (int i = 1; i <= 3; i++)
        {
            await AddAsync(bus, i);
            await Bus.Until(() => recorder.Handled.Count == i, $"{i} are handled");
        }

        Assert.Empty(bus.Log.At(LogLevel.Warning));
    }

    [Fact]
    public async Task Where_the_server_sends_no_notifications_a_warning_says_so_and_the_pauses_are_as_long_as_they_are()
    {
        await using Bus bus = await Bus.StartAsync();
        var time = new StandingTime();
        var recorder = new Recorder();
        await StartAsync(bus, recorder, time);
        Assert.Equal(
            "Group group: the server sends no notifications of streams, so that EventBus:Redis:WakeByNotification has no effect. Set "
            + "notify-keyspace-events to Kt in its configuration, or the setting to false",
            Assert.Single(bus.Log.At(LogLevel.Warning)));

        await AddAsync(bus, 1);
        Assert.Empty(recorder.Handled);
        time.Release();

        await Bus.Until(() => recorder.Handled.Count == 1, "it is handled after the pause");
    }

    private static async Task StartAsync(Bus bus, Recorder recorder, StandingTime time)
    {
        await bus.StartServiceAsync(
            events =>
            {
                events.AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));
                events.Services.AddSingleton<TimeProvider>(time);
            },
            recorder,
            ("EventBus:Redis:WakeByNotification", "true"),
            ("EventBus:Redis:MaxPollDelay", "01:00:00"));
        await Bus.Until(() => time.Pauses > 0, "it waits");
    }

    // By another service, whose clock runs.
    private static async Task AddAsync(Bus bus, int count)
    {
        IHost producer = bus.Service(events => events.AddProducer<OrderPlaced>());
        await producer.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced($"A-{count}", count), cancellationToken: Token);
    }

    /// <summary>A clock that stands still until the test lets it run.</summary>
    private sealed class StandingTime : TimeProvider
    {
        private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

        private readonly List<Action> _standing = [];
        private bool _runs;

        /// <summary>How often a loop has begun to wait because it had found nothing.</summary>
        public int Pauses { get; private set; }

        /// <summary>Ends what stands, and lets all later timers run.</summary>
        public void Release()
        {
            Action[] standing;
            lock (_standing)
            {
                _runs = true;
                standing = [.. _standing];
            }

            Array.ForEach(standing, one => one());
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_standing)
            {
                if (_runs)
                {
                    return base.CreateTimer(callback, state, dueTime, period);
                }

                Pauses += dueTime <= FirstPause ? 1 : 0;
                _standing.Add(() => callback(state));
                return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
