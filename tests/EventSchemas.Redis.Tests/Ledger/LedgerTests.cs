using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>
/// Publishes and handles events while the server is killed, is replaced by its replica, hangs, forgets its group or all it has, and deletes
/// what wasn't read, and while consumers join and leave and the process of one is killed; then checks what became of each event. The short
/// form causes each fault once; <c>EVENTSCHEMAS_TEST_SCALE</c> makes it longer, and <c>EVENTSCHEMAS_FUZZ_START</c> is the seed.
/// </summary>
public sealed class LedgerTests
{
    private static readonly string[] ServerSettings = ["--appendonly", "yes", "--appendfsync", "always", "--repl-diskless-sync-delay", "0"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Nothing that the server keeps is lost, and nothing that it loses is lost in silence.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_event_that_was_acknowledged_is_handled_or_reported_as_lost(bool loses)
    {
        int seed = Scale.FirstInput;
        await using Bus bus = await Bus.StartAsync(ServerSettings);
        await using RedisServer replica = await bus.Server.StartReplicaAsync(ServerSettings);
        using var ledger = new Ledger(bus, replica, new Random(seed), loses);

        await ledger.RunAsync(Scale.Factor);

        await ledger.SettleAsync();
        string[] missing = [.. ledger.Acknowledged.Except(ledger.Handled).Except(ledger.Flushed)];
        string where = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, scale {Scale.Factor}: {ledger}");
        TestContext.Current.SendDiagnosticMessage(where);
        Assert.True(
            missing.Length <= (loses ? ledger.Reported : 0),
            $"{where}; {missing.Length} are missing: {string.Join(' ', missing.Order(StringComparer.Ordinal).Take(20))}\n"
            + string.Join('\n', bus.Log.At(LogLevel.Warning).Concat(bus.Log.At(LogLevel.Error)).Distinct().Take(30)));
        Assert.True(
            ledger.Flushed.Count == 0 || bus.Log.At(LogLevel.Error).Any(line => line.Contains("any more", StringComparison.Ordinal)),
            where);
    }

    private sealed class Ledger : IDisposable
    {
        private readonly Bus _bus;
        private readonly Random _random;
        private readonly (string, string?) _otherServer;
        private readonly Func<Task>[] _faults;
        private readonly bool _loses;
        private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
        private readonly ConcurrentDictionary<string, int> _handled = new();
        private readonly List<IHost> _consumers = [];
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas-redis-ledger");
        private readonly MeterListener _listener = new();
        private readonly Dictionary<Instrument, long> _reported = [];
        private readonly List<Instrument> _counters = [];
        private readonly Recorder _recorder;
        private RedisServer _primary;
        private RedisServer _replica;
        private IHost? _producer;
        private int _consumer;
        private int _event;
        private int _failed;
        private int _failovers;
        private int _killed;

        public Ledger(Bus bus, RedisServer replica, Random random, bool loses)
        {
            _bus = bus;
            _primary = bus.Server;
            _replica = replica;
            _otherServer = ("EventBus:Redis:Endpoints:0", $"127.0.0.1:{replica.Port}");
            _random = random;
            _loses = loses;
            _faults =
            [
                KillAsync, FailOverAsync, PauseAsync, JoinAsync, LeaveAsync, KillConsumerAsync, DisconnectAsync, ForgetGroupAsync,
                .. loses ? (Func<Task>[])[FlushAsync, TrimAsync] : [],
            ];
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

        /// <summary>What this process has handled, and what those wrote down that were killed.</summary>
        public ICollection<string> Handled =>
            [.. _handled.Keys, .. _folder.GetFiles().SelectMany(file => File.ReadAllLines(file.FullName))];

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

        /// <summary>Causes each fault as often as it is asked to, in another order each time.</summary>
        public async Task RunAsync(int times)
        {
            _producer = await _bus.StartServiceAsync(
                events => events.AddProducer<OrderPlaced>(),
                recorder: null,
                _otherServer,
                ("EventBus:Redis:StreamMaxLength", _loses ? "200" : "100000"),
                ("EventBus:Redis:CommandTimeout", "00:00:02"));
            await JoinAsync();
            await JoinAsync();
            for (int i = 0; i < times; i++)
            {
                _random.Shuffle(_faults);
                foreach (Func<Task> fault in _faults)
                {
                    Task published = PublishAsync(_random.Next(50, 300));
                    await fault();
                    await published;
                }
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
                        StreamGroupInfo[] groups = await _primary.Database.StreamGroupInfoAsync(Bus.Orders);
                        StreamInfo stream = await _primary.Database.StreamInfoAsync(Bus.Orders);
                        return groups is [{ PendingMessageCount: 0 } one] && one.LastDeliveredId == stream.LastGeneratedId;
                    }
                    catch (RedisException)
                    {
                        return false;
                    }
                },
                "all is settled");
        }

        public void Dispose()
        {
            _listener.Dispose();
            _folder.Delete(recursive: true);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{_acknowledged.Count} acknowledged, {_handled.Count} handled, {_handled.Values.Sum() - _handled.Count} of them again, "
            + $"{_failed} refused or unknown, {_failovers} failovers, {_killed} processes killed, {Reported} reported as lost");

        private async Task KillAsync()
        {
            await _primary.KillAsync();
            await Task.Delay(_random.Next(50, 300), Token);
            await _primary.RunAsync();
        }

        private async Task FailOverAsync()
        {
            await _primary.FailOverAsync(_replica);
            (_primary, _replica) = (_replica, _primary);
            _failovers++;
        }

        // It has entries in hand, which others take over.
        private async Task KillConsumerAsync()
        {
            string file = Path.Combine(_folder.FullName, $"{_killed++}");
            string[] settings =
            [
                $"--Ledger:File={file}",
                "--EventBus:ServiceName=shop",
                "--EventBus:TopicPrefix=dev",
                $"--EventBus:Redis:Url={_bus.Server.Url}",
                .. Settings($"killed-{_killed}").Select(setting => $"--{setting.Key}={setting.Value}"),
            ];
            string program = Path.Combine(AppContext.BaseDirectory, "EventSchemas.Redis.LedgerWorker.dll");
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. settings]) { RedirectStandardInput = true })!;
            try
            {
                await Bus.UntilAsync(
                    async () =>
                    {
                        await PublishAsync(20);
                        return File.Exists(file) && new FileInfo(file).Length > 0;
                    },
                    "the process has handled something");
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(Token);
            }
        }

        private Task PauseAsync() => TryAsync(() => _primary.Database.ExecuteAsync("CLIENT", "PAUSE", _random.Next(100, 2_500), "ALL"));

        private async Task LeaveAsync()
        {
            if (_consumers.Count > 1)
            {
                IHost leaving = _consumers[_random.Next(_consumers.Count)];
                await _bus.StopAsync(leaving);
                _consumers.Remove(leaving);
            }
        }

        private Task DisconnectAsync() =>
            TryAsync(() => _primary.Database.ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));

        // What was read and not acknowledged is forgotten, and all is read again.
        private Task ForgetGroupAsync() => TryAsync(() => _primary.Database.StreamDeleteConsumerGroupAsync(Bus.Orders, "group"));

        private async Task FlushAsync()
        {
            await TryAsync(() => _primary.Database.ExecuteAsync("FLUSHALL"));
            Flushed.UnionWith(_acknowledged.Keys);
        }

        private Task TrimAsync() => TryAsync(() => _primary.Database.StreamTrimAsync(Bus.Orders, _random.Next(1, 50)));

        private async Task JoinAsync()
        {
            IHost joining = await _bus.StartGroupAsync(_recorder, Settings($"consumer-{_consumer++}"));
            _consumers.Add(joining);
            _counters.Add(joining.Services.GetRequiredService<EventBusTelemetry>().Lost);
        }

        private (string Key, string? Value)[] Settings(string consumer) =>
        [
            _otherServer,
            ("EventBus:Redis:ConsumerName", consumer),
            ("EventBus:Redis:ClaimAfter", "00:00:01"),
            ("EventBus:Redis:CommandTimeout", "00:00:02"),
            ("EventBus:Redis:MaxDeliveries", "1000"),
            ("EventBus:Groups:group:QueueLength", "100"),
            ("EventBus:Groups:group:DrainTimeout", "00:00:02"),
        ];

        private async Task PublishAsync(int count)
        {
            IEventProducer<OrderPlaced> producer = _producer!.Services.GetRequiredService<IEventProducer<OrderPlaced>>();
            for (int i = 0; i < count; i++)
            {
                string number = $"E-{Interlocked.Increment(ref _event)}";
                try
                {
                    await producer.PublishAsync(new OrderPlaced(number, i), cancellationToken: Token);
                    _acknowledged[number] = true;
                }
                catch (EventPublishException)
                {
                    Interlocked.Increment(ref _failed);
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
