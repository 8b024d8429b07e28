using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>
/// Publishes and handles events while the server is killed, hangs, forgets its group or all it has, and deletes what wasn't read, and while
/// consumers join and leave; then checks what became of each event. The short form takes some seconds;
/// <c>EVENTSCHEMAS_REDIS_ROUNDS=500</c> makes it longer, and <c>EVENTSCHEMAS_FUZZ_START</c> is the seed.
/// </summary>
public sealed class LedgerTests
{
    private const int ShortRounds = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Nothing that the server keeps is lost, and nothing that it loses is lost in silence.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_event_that_was_acknowledged_is_handled_or_reported_as_lost(bool loses)
    {
        int rounds = Setting("EVENTSCHEMAS_REDIS_ROUNDS", ShortRounds);
        int seed = Setting("EVENTSCHEMAS_FUZZ_START", 1);
        await using Bus bus = await Bus.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        using var ledger = new Ledger(bus, new Random(seed), loses);

        await ledger.RunAsync(rounds);

        await ledger.SettleAsync();
        string[] missing = [.. ledger.Acknowledged.Except(ledger.Handled).Except(ledger.Flushed)];
        string where = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {rounds} rounds: {ledger}");
        TestContext.Current.SendDiagnosticMessage(where);
        Assert.True(
            missing.Length <= (loses ? ledger.Reported : 0),
            $"{where}; {missing.Length} are missing: {string.Join(' ', missing.Order(StringComparer.Ordinal).Take(20))}\n"
            + string.Join('\n', bus.Log.At(LogLevel.Warning).Concat(bus.Log.At(LogLevel.Error)).Distinct().Take(30)));
        Assert.True(
            ledger.Flushed.Count == 0 || bus.Log.At(LogLevel.Error).Any(line => line.Contains("any more", StringComparison.Ordinal)),
            where);
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : fallback;

    private sealed class Ledger : IDisposable
    {
        private readonly Bus _bus;
        private readonly Random _random;
        private readonly bool _loses;
        private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
        private readonly ConcurrentDictionary<string, int> _handled = new();
        private readonly List<IHost> _consumers = [];
        private readonly MeterListener _listener = new();
        private readonly Dictionary<Instrument, long> _reported = [];
        private readonly List<Instrument> _counters = [];
        private readonly Recorder _recorder;
        private IHost? _producer;
        private int _consumer;
        private int _event;
        private int _failed;

        public Ledger(Bus bus, Random random, bool loses)
        {
            _bus = bus;
            _random = random;
            _loses = loses;
            _recorder = new Recorder
            {
                Before = async (_, number, _, token) =>
                {
                    // Some take their time, so that consumers leave while handlers run.
                    if (number.EndsWith('7'))
                    {
                        await Task.Delay(5, token);
                    }

                    _handled.AddOrUpdate(number, 1, (_, count) => count + 1);
                },
            };
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "eventschemas.lost")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
            {
                lock (_reported)
                {
                    _reported[instrument] = _reported.GetValueOrDefault(instrument) + count;
                }
            });
            _listener.Start();
        }

        public ICollection<string> Acknowledged => _acknowledged.Keys;

        public ICollection<string> Handled => _handled.Keys;

        /// <summary>
        /// What was acknowledged before the server forgot everything: how much of it nobody had read, only an error says, not a number.
        /// </summary>
        public HashSet<string> Flushed { get; } = [];

        public long Reported
        {
            get
            {
                lock (_reported)
                {
                    return _counters.Sum(counter => _reported.GetValueOrDefault(counter));
                }
            }
        }

        public async Task RunAsync(int rounds)
        {
            _producer = await _bus.StartServiceAsync(
                events => events.AddProducer<OrderPlaced>(),
                recorder: null,
                ("EventBus:Redis:StreamMaxLength", _loses ? "200" : "100000"),
                ("EventBus:Redis:CommandTimeout", "00:00:02"));
            await JoinAsync();
            await JoinAsync();
            for (int i = 0; i < rounds; i++)
            {
                Task published = PublishAsync(_random.Next(50, 300));
                await FaultAsync();
                await published;
            }
        }

        /// <summary>Waits until nothing is pending and nothing is unread.</summary>
        public async Task SettleAsync()
        {
            // At least one consumer is there, and claims what others have left behind.
            await Bus.UntilAsync(
                async () =>
                {
                    try
                    {
                        StreamGroupInfo[] groups = await _bus.Database.StreamGroupInfoAsync(Bus.Orders);
                        StreamInfo stream = await _bus.Database.StreamInfoAsync(Bus.Orders);
                        return groups is [{ PendingMessageCount: 0 } one] && one.LastDeliveredId == stream.LastGeneratedId;
                    }
                    catch (RedisException)
                    {
                        return false;
                    }
                },
                "all is settled");
        }

        public void Dispose() => _listener.Dispose();

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{_acknowledged.Count} acknowledged, {_handled.Count} handled, {_handled.Values.Sum() - _handled.Count} of them again, "
            + $"{_failed} refused or unknown, {Reported} reported as lost");

        private async Task FaultAsync()
        {
            switch (_random.Next(_loses ? 8 : 6))
            {
                case 0:
                    await _bus.Server.KillAsync();
                    await Task.Delay(_random.Next(50, 300), Token);
                    await _bus.Server.RunAsync();
                    break;
                case 1:
                    await TryAsync(() => _bus.Database.ExecuteAsync("CLIENT", "PAUSE", _random.Next(100, 2_500), "ALL"));
                    break;
                case 2:
                    await JoinAsync();
                    break;
                case 3 when _consumers.Count > 1:
                    IHost leaving = _consumers[_random.Next(_consumers.Count)];
                    await _bus.StopAsync(leaving);
                    _consumers.Remove(leaving);
                    break;
                case 4:
                    await TryAsync(() => _bus.Database.ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
                    break;
                case 5:
                    // What was read and not acknowledged is forgotten, and all is read again.
                    await TryAsync(() => _bus.Database.StreamDeleteConsumerGroupAsync(Bus.Orders, "group"));
                    break;
                case 6:
                    await TryAsync(() => _bus.Database.ExecuteAsync("FLUSHALL"));
                    Flushed.UnionWith(_acknowledged.Keys);
                    break;
                case 7:
                    await TryAsync(() => _bus.Database.StreamTrimAsync(Bus.Orders, _random.Next(1, 50)));
                    break;
            }
        }

        private async Task JoinAsync()
        {
            IHost joining = await _bus.StartGroupAsync(
                _recorder,
                ("EventBus:Redis:ConsumerName", $"consumer-{_consumer++}"),
                ("EventBus:Redis:ClaimAfter", "00:00:01"),
                ("EventBus:Redis:CommandTimeout", "00:00:02"),
                ("EventBus:Redis:MaxDeliveries", "1000"),
                ("EventBus:Groups:group:QueueLength", "100"),
                ("EventBus:Groups:group:DrainTimeout", "00:00:02"));
            _consumers.Add(joining);
            _counters.Add(joining.Services.GetRequiredService<EventBusTelemetry>().Lost);
        }

        private async Task PublishAsync(int count)
        {
            IEventProducer<OrderPlaced> producer = _producer!.Services.GetRequiredService<IEventProducer<OrderPlaced>>();
            for (int i = 0; i < count; i++)
            {
                string number = $"E-{_event++}";
                try
                {
                    await producer.PublishAsync(new OrderPlaced(number, i), cancellationToken: Token);
                    _acknowledged[number] = true;
                }
                catch (EventPublishException)
                {
                    _failed++;
                    await Task.Delay(20, Token);
                }
            }
        }

        private static async Task TryAsync(Func<Task> action)
        {
            try
            {
                await action();
            }
            catch (RedisException)
            {
                // The server is in the middle of another fault.
            }
        }
    }
}
