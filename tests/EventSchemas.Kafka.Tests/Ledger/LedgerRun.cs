using System.Diagnostics;
using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Kafka.LedgerWorker;
using EventSchemas.Testing;

namespace EventSchemas.Kafka.Tests;

/// <summary>One run of the ledger: a cluster and a registry in this process, one process that publishes and some that handle.</summary>
sealed class LedgerRun : IAsyncDisposable
{
    public static readonly TimeSpan CommitInterval = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan StalledAfter = TimeSpan.FromSeconds(5);

    private const string Topic = "ledger";
    private const string DeadLetters = LedgerSettings.Group + ".dead-letter";
    private const int Brokers = 3;
    private const int MaxBehind = 20_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(2.5);

    // When the clients have noticed that a fault is over.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(2);

    private readonly EmbeddedKafka _kafka = EmbeddedKafka.Start(
        new EmbeddedKafkaOptions { Brokers = Brokers, InitialRebalanceDelay = TimeSpan.FromMilliseconds(200) });

    private readonly EmbeddedSchemaRegistry _registry;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas-ledger");
    private readonly Random _random;
    private readonly int _seed;
    private readonly int _accounts;
    private readonly int _partitions;
    private readonly bool _isNewProtocol;
    private readonly List<Worker> _started = [];
    private readonly List<Worker> _readers = [];
    private readonly List<(long From, long To)> _outages = [];
    private readonly List<(int From, int To)> _repeated = [];
    private readonly LedgerWaits _waits = new();
    private Worker _publisher = null!;
    private int _processes;
    private int _goal;

    private LedgerRun(EmbeddedSchemaRegistry registry, LedgerPlan plan)
    {
        _registry = registry;
        _seed = plan.Seed;
        _accounts = plan.Accounts;
        _partitions = plan.Partitions;
        _isNewProtocol = plan.IsNewProtocol;

        // Not a secret: the faults are the same ones whenever the seed is the same.
#pragma warning disable CA5394
        _random = new Random(plan.Seed);
#pragma warning restore CA5394
        Book = new LedgerBook(_folder.FullName);
    }

    public LedgerBook Book { get; }

    /// <summary>When which fault began, by the machine's clock.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The processes that were killed.</summary>
    public int Kills { get; private set; }

    public static async Task<LedgerRun> StartAsync(LedgerPlan plan)
    {
        var run = new LedgerRun(await EmbeddedSchemaRegistry.StartAsync(), plan);
        run._kafka.Groups.SetSessionTimeout(SessionTimeout);
        run._kafka.Groups.SetHeartbeatInterval(TimeSpan.FromMilliseconds(300));
        run._kafka.CreateTopic(Topic, run._partitions);
        run._kafka.CreateTopic(DeadLetters);
        run._kafka.CreateTopic(LedgerSettings.Group + ".retry");
        run.StartPublisher();
        run.StartReader();
        run.StartReader();
        return run;
    }

    /// <summary>All kinds of faults, in an order of the seed.</summary>
    public Func<Task>[] ShuffledFaults()
    {
        Func<Task>[] faults =
        [
            StopBrokerAsync, MoveLeadersAsync, MoveCoordinatorAsync, FailRequestsAsync, FailProducerAsync, FenceMembersAsync,
            FailRegistryAsync, KillReaderAsync, KillPublisherAsync, JoinAsync, LeaveAsync,
        ];
        _random.Shuffle(faults);
        return faults;
    }

    /// <summary>Publishes more entries to each account, half of them before a fault and half of them during it.</summary>
    public async Task RoundAsync(int entries, Func<Task> fault)
    {
        int before = Book.Acknowledged.Count;
        if (fault == FailRequestsAsync)
        {
            // The client sends again what may have been stored, and the mock cluster doesn't know its sequence numbers.
            _repeated.Add((_goal, _goal + entries));
        }

        _goal += entries / 2;
        _publisher.Send(_goal);
        await UntilAsync(() => Book.Acknowledged.Count > before + (_accounts * entries / 4), "entries are published");
        Faults.Add($"{Stopwatch.GetTimestamp()} {fault.Method.Name}");
        Task running = fault();
        _goal += entries - (entries / 2);
        _publisher.Send(_goal);
        await running;
        await UntilAsync(() => Book.Acknowledged.Count == before + (_accounts * entries), "all entries of the round are acknowledged");

        // The mock cluster keeps only so much of a partition.
        await UntilAsync(
            () => Book.Acknowledged.Count - (Book.Done.Count / LedgerCheck.Handlers.Length) < MaxBehind, "the readers keep up");
    }

    /// <summary>Lets the processes finish.</summary>
    public async Task<LedgerCheck> FinishAsync(CancellationToken cancellationToken)
    {
        await _publisher.StopAsync(cancellationToken);
        var letters = new HashSet<(string, Entry)>();
        using IConsumer<byte[], byte[]> consumer = ReadDeadLetters();
        await UntilAsync(
            () =>
            {
                while (consumer.Consume(TimeSpan.Zero) is { } letter)
                {
                    LedgerEntered entry = AvroCodec.Deserialize<LedgerEntered>(letter.Message.Value.AsSpan(ConfluentFraming.Length));
                    string handler = System.Text.Encoding.UTF8.GetString(letter.Message.Headers.GetLastBytes(DeadLetterNames.Handler));
                    letters.Add((handler, new Entry(entry.Account, entry.Number)));
                }

                return Book.Done.Count + letters.Count >= LedgerCheck.Handlers.Length * Book.Acknowledged.Count;
            },
            "each handler has handled every entry, or it is a dead letter",
            () => string.Join('\n', Check(letters).Lost().Take(10)));
        foreach (Worker reader in _readers)
        {
            await reader.StopAsync(cancellationToken);
        }

        Book.Refresh();
        return Check(letters);
    }

    private LedgerCheck Check(HashSet<(string, Entry)> letters) => new(Book, letters, new LedgerExcuses(_outages, _repeated, _waits));

    /// <summary>The last lines of the logs of the processes that are running, and of those that a text names.</summary>
    public string Logs(string text = "") => string.Join('\n', _started
        .Where(worker => worker == _publisher || _readers.Contains(worker) || text.Contains(worker.Name, StringComparison.Ordinal))
        .Select(worker => $"{worker.Name}:\n{worker.Log}"));

    public async ValueTask DisposeAsync()
    {
        _publisher?.Dispose();
        _readers.ForEach(reader => reader.Dispose());
        await _registry.DisposeAsync();
        _kafka.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A time in which commits can fail, so that what is handled then may be handled again.</summary>
    private async Task OutageAsync(Func<Task> fault)
    {
        long start = Stopwatch.GetTimestamp();
        await fault();
        _outages.Add((start, Stopwatch.GetTimestamp() + (long)(Recovery.TotalSeconds * Stopwatch.Frequency)));
    }

    private Task StopBrokerAsync() => OutageAsync(async () =>
    {
        int broker = AnyBroker();
        _kafka.StopBroker(broker);
        await Task.Delay(Outage);
        _kafka.StartBroker(broker);
    });

    private Task MoveLeadersAsync()
    {
        for (int partition = 0; partition < _partitions; partition++)
        {
            _kafka.Faults.SetLeader(new TopicPartition(Topic, partition), AnyBroker());
        }

        return Task.CompletedTask;
    }

    private Task MoveCoordinatorAsync() => OutageAsync(() =>
    {
        _kafka.Faults.SetCoordinator(LedgerSettings.Group, AnyBroker());
        _kafka.Faults.FailNext(MemberRequest, ErrorCode.NotCoordinatorForGroup, ErrorCode.NotCoordinatorForGroup);
        _kafka.Faults.FailNext(KafkaRequest.OffsetCommit, ErrorCode.NotCoordinatorForGroup);
        return Task.CompletedTask;
    });

    private Task FailRequestsAsync() => OutageAsync(() =>
    {
        _kafka.Faults.FailNext(
            KafkaRequest.Produce, ErrorCode.NotEnoughReplicas, ErrorCode.Local_Transport, ErrorCode.RequestTimedOut);
        _kafka.Faults.FailNext(KafkaRequest.Fetch, ErrorCode.Local_Transport, ErrorCode.NotLeaderForPartition);
        _kafka.Faults.FailNext(
            KafkaRequest.OffsetCommit, ErrorCode.Local_Transport, ErrorCode.GroupLoadInProgress, ErrorCode.GroupAuthorizationFailed);
        _kafka.Faults.FailNext(KafkaRequest.OffsetFetch, ErrorCode.GroupLoadInProgress);
        _kafka.Faults.FailNext(KafkaRequest.FindCoordinator, ErrorCode.GroupCoordinatorNotAvailable);
        return Task.CompletedTask;
    });

    private Task FailProducerAsync()
    {
        _kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.NoError, ErrorCode.OutOfOrderSequenceNumber);
        return Task.CompletedTask;
    }

    private Task FenceMembersAsync() => OutageAsync(() =>
    {
        _kafka.Faults.FailNext(MemberRequest, _isNewProtocol ? ErrorCode.FencedMemberEpoch : ErrorCode.UnknownMemberId);
        return Task.CompletedTask;
    });

    // A new process must ask the registry before it handles anything.
    private async Task FailRegistryAsync()
    {
        RegistryFault[] faults = [RegistryFault.Html, RegistryFault.ServerError, RegistryFault.Down, RegistryFault.EmptyObject];
        Array.ForEach(faults, fault => _registry.Faults.FailNext(fault));
        await KillReaderAsync();
    }

    private Task KillReaderAsync()
    {
        Kill(Take());
        StartReader();
        return Task.CompletedTask;
    }

    /// <summary>Kills the publisher while a broker is away, so that it has entries in its store.</summary>
    private Task KillPublisherAsync() => OutageAsync(async () =>
    {
        int broker = AnyBroker();
        _kafka.StopBroker(broker);
        await Task.Delay(Outage);
        Kill(_publisher);
        StartPublisher();
        _publisher.Send(_goal);
        _kafka.StartBroker(broker);
    });

    private Task JoinAsync()
    {
        StartReader();
        return Task.CompletedTask;
    }

    private async Task LeaveAsync()
    {
        StartReader();
        await Take().StopAsync(TestContext.Current.CancellationToken);
    }

    private KafkaRequest MemberRequest => _isNewProtocol ? KafkaRequest.ConsumerGroupHeartbeat : KafkaRequest.Heartbeat;

#pragma warning disable CA5394 // The order of faults must be the same for the same seed; nothing here is secret.
    private int AnyBroker() => _random.Next(1, Brokers + 1);

    private Worker Take()
    {
        Worker reader = _readers[_random.Next(_readers.Count)];
        _readers.Remove(reader);
        return reader;
    }
#pragma warning restore CA5394

    private void Kill(Worker worker)
    {
        worker.Kill();
        worker.Dispose();
        Kills++;
    }

    private void StartPublisher() => _publisher = Start(
        "publisher",
        new("Ledger:Publishes", "true"),
        new("EventBus:Publishing:UndeliveredFolder", Path.Combine(_folder.FullName, "undelivered")));

    private void StartReader()
    {
        KeyValuePair<string, string>[] protocol = _isNewProtocol
            ? [new("EventBus:Kafka:Client:group.protocol", "consumer")]
            :
            [
                new("EventBus:Kafka:Client:session.timeout.ms", $"{(int)SessionTimeout.TotalMilliseconds}"),
                new("EventBus:Kafka:Client:heartbeat.interval.ms", "300"),
            ];
        string group = $"EventBus:Groups:{LedgerSettings.Group}";
        _readers.Add(Start(
            "reader",
            [
                .. protocol,
                new($"{group}:CommitInterval", $"{CommitInterval}"),
                new($"{group}:StalledAfter", $"{StalledAfter}"),
                new($"{group}:Retry:MaxAttempts", "3"),
                new($"{group}:Retry:InitialDelay", "00:00:00.001"),
                new($"{group}:Retry:MaxDelay", "00:00:00.002"),
            ]));
    }

    private Worker Start(string role, params KeyValuePair<string, string>[] settings)
    {
        string name = $"{role}-{++_processes}";
        var worker = new Worker(
            name,
            _waits,
            [
                new("Ledger:File", Path.Combine(_folder.FullName, name + ".ledger")),
                new("Ledger:Accounts", $"{_accounts}"),
                new("Ledger:Seed", $"{_seed}"),
                new("EventBus:ServiceName", "ledger"),
                new("EventBus:Kafka:BootstrapServers", _kafka.BootstrapServers),
                new("EventBus:Kafka:Client:reconnect.backoff.max.ms", "200"),

                // The mock cluster can lose an answer. Until then, nobody is told that a partition waits for its dead letter.
                new("EventBus:Kafka:MessageTimeout", "00:00:01.5"),
                new("EventBus:SchemaRegistry:Url", _registry.Url.ToString()),
                .. settings,
            ]);
        _started.Add(worker);
        return worker;
    }

    private IConsumer<byte[], byte[]> ReadDeadLetters()
    {
        var config = new ConsumerConfig { BootstrapServers = _kafka.BootstrapServers, GroupId = "check" };
        IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(DeadLetters, 0, Offset.Beginning));
        return consumer;
    }

    private async Task UntilAsync(Func<bool> condition, string description, Func<string>? detail = null)
    {
        long progressed = Stopwatch.GetTimestamp();
        int known = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            Book.Refresh();
            if (condition())
            {
                return;
            }

            int progress = Book.Acknowledged.Count + Book.Done.Count;
            progressed = progress > known ? Stopwatch.GetTimestamp() : progressed;
            known = progress;

            Worker? ended = _readers.Append(_publisher).FirstOrDefault(worker => worker.HasEnded && worker != _publisher);
            if (ended is not null || Stopwatch.GetElapsedTime(progressed) > Deadline)
            {
                Assert.Fail(
                    $"Seed {_seed}: {(ended is null ? $"no progress for {Deadline}" : $"{ended.Name} ended")}: {description}. "
                    + $"{Book.Acknowledged.Count} acknowledged, {Book.Done.Count} handled.\n{detail?.Invoke()}\n{Logs()}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}

/// <summary>The size of a run.</summary>
sealed record LedgerPlan(int Seed, int Accounts, int Partitions, bool IsNewProtocol);
