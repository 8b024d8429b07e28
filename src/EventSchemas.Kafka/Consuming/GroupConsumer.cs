using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// The Kafka client of one group, on a thread of its own that never stops polling: handlers run elsewhere, and a partition whose
/// handlers are behind is paused, never waited for.
/// </summary>
sealed class GroupConsumer : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly GroupRegistration _group;
    private readonly GroupOptions _options;
    private readonly ConsumerConfig _config;
    private readonly IReadOnlyList<string> _topics;
    private readonly MessageHandler _handler;
    private readonly ILogger _logger;
    private readonly Action _stopService;
    private readonly Dictionary<TopicPartition, PartitionWorker> _workers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GroupConsumer(
        GroupRegistration group,
        GroupOptions options,
        ConsumerConfig config,
        IReadOnlyList<string> topics,
        MessageHandler handler,
        ILogger logger,
        Action stopService)
    {
        _group = group;
        _options = options;
        _config = config;
        _topics = topics;
        _handler = handler;
        _logger = logger;
        _stopService = stopService;
    }

    public void Start() => new Thread(Run) { IsBackground = true, Name = $"Kafka group {_group.Name}" }.Start();

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _stopped.Task.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private void Run()
    {
        try
        {
            using IConsumer<byte[]?, byte[]?> consumer = Build();
            consumer.Subscribe(_topics);
            while (!_stop.IsCancellationRequested)
            {
                Poll(consumer);
                Settle(consumer);
            }

            // Closing revokes every partition, which drains its worker and commits what is stored.
            consumer.Close();
        }
        catch (Exception e)
        {
            ConsumerLog.Fatal(_logger, e, _group.Name);
            Drain(_workers.Keys, consumer: null);
            _stopService();
        }

        _stopped.TrySetResult();
    }

    private void Poll(IConsumer<byte[]?, byte[]?> consumer)
    {
        try
        {
            if (consumer.Consume(PollInterval) is { } message && _workers.TryGetValue(message.TopicPartition, out PartitionWorker? worker))
            {
                worker.Enqueue(message);
            }
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            ConsumerLog.ClientError(_logger, _group.Name, e.Error.Code, e.Error.Reason);
        }
    }

    private void Settle(IConsumer<byte[]?, byte[]?> consumer)
    {
        foreach ((TopicPartition partition, PartitionWorker worker) in _workers)
        {
            if (worker.Failure is { } failure)
            {
                throw failure;
            }

            Store(consumer, partition, worker);
            if (!worker.IsPaused && worker.Waiting >= _options.QueueLength)
            {
                consumer.Pause([partition]);
                worker.IsPaused = true;
            }
            else if (worker.IsPaused && worker.Waiting <= _options.QueueLength / 2)
            {
                consumer.Resume([partition]);
                worker.IsPaused = false;
            }
        }
    }

    private static void Store(IConsumer<byte[]?, byte[]?> consumer, TopicPartition partition, PartitionWorker worker)
    {
        Offset settled = worker.Settled;
        if (settled != Offset.Unset && settled != worker.Stored)
        {
            consumer.StoreOffset(new TopicPartitionOffset(partition, settled));
            worker.Stored = settled;
        }
    }

    private IConsumer<byte[]?, byte[]?> Build() => new ConsumerBuilder<byte[]?, byte[]?>(_config)
        .SetPartitionsAssignedHandler((_, partitions) => Assign(partitions))
        .SetPartitionsRevokedHandler((consumer, partitions) => Drain([.. partitions.Select(p => p.TopicPartition)], consumer))
        .SetPartitionsLostHandler((_, partitions) => Drain([.. partitions.Select(p => p.TopicPartition)], consumer: null))
        .SetErrorHandler((_, error) => ConsumerLog.ClientError(_logger, _group.Name, error.Code, error.Reason))
        .SetLogHandler((_, message) => ConsumerLog.Client(_logger, message.Level, message.Message))
        .Build();

    private void Assign(List<TopicPartition> partitions)
    {
        ConsumerLog.Assigned(_logger, _group.Name, string.Join(", ", partitions));
        foreach (TopicPartition partition in partitions)
        {
            _workers.Add(partition, new PartitionWorker(_handler.SettleAsync));
        }
    }

    // Without a client the partitions are lost already, and another instance's offsets must not be overwritten.
    private void Drain(IReadOnlyCollection<TopicPartition> partitions, IConsumer<byte[]?, byte[]?>? consumer)
    {
        ConsumerLog.Revoked(_logger, _group.Name, string.Join(", ", partitions));
        (TopicPartition Partition, PartitionWorker Worker)[] draining =
            [.. partitions.Where(_workers.ContainsKey).Select(partition => (partition, _workers[partition]))];
        foreach ((_, PartitionWorker worker) in draining)
        {
            worker.Cancel();
        }

        foreach ((TopicPartition partition, PartitionWorker worker) in draining)
        {
            if (!worker.Wait(_options.DrainTimeout))
            {
                ConsumerLog.DrainTimedOut(_logger, _group.Name, partition, _options.DrainTimeout);
            }

            if (consumer is not null)
            {
                Store(consumer, partition, worker);
            }

            _workers.Remove(partition);
            worker.Dispose();
        }
    }
}
