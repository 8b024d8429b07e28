using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// The Kafka client of one group. It polls continuously, on a separate thread: handlers run elsewhere, and a partition whose handlers
/// are behind is paused, never waited for.
/// </summary>
sealed class GroupConsumer : IGroupConsumer
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly ConsumerGroup _group;
    private readonly ConsumerConfig _config;
    private readonly MessageReader _reader;
    private readonly MessageSettler _settler;
    private readonly ILogger _logger;
    private readonly Action _stopService;
    private readonly Dictionary<TopicPartition, PartitionWorker> _workers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GroupConsumer(
        ConsumerGroup group, ConsumerConfig config, MessageReader reader, MessageSettler settler, ILogger logger, Action stopService)
    {
        _group = group;
        _config = config;
        _reader = reader;
        _settler = settler;
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
            consumer.Subscribe(_group.Topics);
            while (!_stop.IsCancellationRequested)
            {
                Poll(consumer);
                Update(consumer);
            }

            // Closing revokes every partition, which drains its worker and commits the stored offsets.
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
            Report(e.Error);
        }
    }

    private void Report(Error error)
    {
        if (error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic)
        {
            ConsumerLog.TopicMissing(_logger, _group.Name, error.Reason);
        }
        else
        {
            ConsumerLog.ClientError(_logger, _group.Name, error.Code, error.Reason);
        }
    }

    /// <summary>Stores what the workers have settled, and pauses and resumes their partitions.</summary>
    private void Update(IConsumer<byte[]?, byte[]?> consumer)
    {
        foreach ((TopicPartition partition, PartitionWorker worker) in _workers)
        {
            if (worker.Failure is { } failure)
            {
                throw failure;
            }

            Store(consumer, partition, worker);
            if (!worker.IsPaused && worker.Waiting >= _group.Options.QueueLength)
            {
                consumer.Pause([partition]);
                worker.IsPaused = true;
            }
            else if (worker.IsPaused && worker.Waiting <= _group.Options.QueueLength / 2)
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
        .SetErrorHandler((_, error) => Report(error))
        .SetLogHandler((_, message) => ConsumerLog.Client(_logger, message.Level, message.Message))
        .Build();

    private void Assign(List<TopicPartition> partitions)
    {
        ConsumerLog.Assigned(_logger, _group.Name, string.Join(", ", partitions));
        foreach (TopicPartition partition in partitions)
        {
            _workers.Add(partition, new PartitionWorker(SettleAsync));
        }
    }

    private Task<bool> SettleAsync(ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken) =>
        _settler.SettleAsync(new KafkaMessage(message, _reader), cancellationToken);

    // No client is passed if the partitions are already lost: storing offsets could overwrite those of another instance.
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
            if (!worker.Wait(_group.Options.DrainTimeout))
            {
                ConsumerLog.DrainTimedOut(_logger, _group.Name, partition, _group.Options.DrainTimeout);
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
