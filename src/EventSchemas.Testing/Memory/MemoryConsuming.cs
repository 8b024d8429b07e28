using System.Threading.Channels;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Testing;

/// <summary>Consumes from the bus in memory: each partition of a group in order, partitions side by side.</summary>
sealed class MemoryConsuming(
    MemoryBus bus,
    MemoryDeadLetters deadLetters,
    IServiceScopeFactory scopes,
    ServiceIdentity service,
    BusProgress progress,
    EventBusTelemetry telemetry,
    TimeProvider time,
    ILoggerFactory loggers) : IConsumingTransport
{
    public string Name => MemoryPublishing.TransportName;

    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        ILogger logger = loggers.CreateLogger<MemoryConsuming>();
        var settler = new MessageSettler(group, scopes, deadLetters.QueueOf(group), telemetry, time, logger);
        return new Consumer(bus, group, settler, new MemoryReader(group, service), progress.Add(group), time);
    }

    public Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class Consumer(
        MemoryBus bus, ConsumerGroup group, MessageSettler settler, MemoryReader reader, GroupProgress progress, TimeProvider time)
        : IGroupConsumer
    {
        private readonly CancellationTokenSource _stopping = new();
        private Task _running = Task.CompletedTask;

        public void Start()
        {
            // The positions are taken before the host has started, so that nothing that is published later is missed.
            (MemoryPartition Partition, long Position)[] starts =
            [
                .. group.Topics.Append(group.RetryTopic)
                    .SelectMany(bus.PartitionsOf)
                    .Select(partition => (partition, bus.PositionOf(group.Name, partition)
                        ?? (group.StartAt == StartAt.Earliest ? 0 : partition.End))),
            ];
            foreach ((MemoryPartition partition, long position) in starts)
            {
                bus.SetPosition(group.Name, partition, position);
            }

            _running = Task.WhenAll(starts.Select(start => Task.Run(() => RunAsync(start.Partition, start.Position))));
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        public void Dispose() => _stopping.Dispose();

        private async Task RunAsync(MemoryPartition partition, long position)
        {
            var part = new PartitionProgress($"{partition.Topic} [{partition.Number}]", time);
            progress.HasJoined = true;
            progress.Add(part);
            try
            {
                if (group.HasBatches)
                {
                    await RunBatchesAsync(partition, position, part).ConfigureAwait(false);
                    return;
                }

                for (; ; position++)
                {
                    MemoryRecord record = await partition.ReadAsync(position, _stopping.Token).ConfigureAwait(false);
                    part.Received(record.Length);
                    var message = new MemoryMessage(record, partition, position, reader);
                    if (!await settler.SettleAsync(message, part, _stopping.Token).ConfigureAwait(false))
                    {
                        return;
                    }

                    part.Settled(record.Length);
                    bus.SetPosition(group.Name, partition, position + 1);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // Stopped; the message that was being handled isn't settled.
            }
            catch (Exception e)
            {
                // Who stops the group gets the exception; until then the health check says it.
                progress.Fault = $"{part.Name}: {e.Message}";
                throw;
            }
        }

        private async Task RunBatchesAsync(MemoryPartition partition, long position, PartitionProgress part)
        {
            var received = Channel.CreateUnbounded<MemoryMessage>();
            var settled = new HashSet<long>();
            long committed = position;
            var lane = new BatchLane<MemoryMessage>(settler, part, time, message => message, Settle, isFull: () => false);
            Task<bool> running = lane.RunAsync(received.Reader, _stopping.Token);
            Task reading = ReadAsync();
            await (await Task.WhenAny(running, reading).ConfigureAwait(false)).ConfigureAwait(false);

            async Task ReadAsync()
            {
                for (; ; position++)
                {
                    MemoryRecord record = await partition.ReadAsync(position, _stopping.Token).ConfigureAwait(false);
                    part.Received(record.Length);
                    received.Writer.TryWrite(new MemoryMessage(record, partition, position, reader));
                }
            }

            void Settle(MemoryMessage message)
            {
                part.Settled(message.Record.Length);
                settled.Add(message.Offset);
                while (settled.Remove(committed))
                {
                    bus.SetPosition(group.Name, partition, ++committed);
                }
            }
        }
    }
}
