using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Reads ranges of partitions, without a group. Each enumeration has a client of its own.</summary>
sealed class RangeReader(KafkaClientConfig clients, ILogger logger)
{
    private const int Ahead = 100;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the brokers may take until the next message is there.</summary>
    public static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    /// <summary>The messages of ranges. Those of one partition are in order.</summary>
    /// <exception cref="KafkaException">The brokers don't answer, or refuse.</exception>
    public async IAsyncEnumerable<ConsumeResult<byte[]?, byte[]?>> ReadAsync(
        IReadOnlyCollection<PartitionRange> ranges, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var messages = Channel.CreateBounded<ConsumeResult<byte[]?, byte[]?>>(
            new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // The client's calls block.
        Task reading = Task.Factory.StartNew(
            () => Read(ranges, messages.Writer, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (ConsumeResult<byte[]?, byte[]?> message in messages.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return message;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Read(
        IReadOnlyCollection<PartitionRange> ranges,
        ChannelWriter<ConsumeResult<byte[]?, byte[]?>> messages,
        CancellationToken cancellationToken)
    {
        try
        {
            Dictionary<TopicPartition, long> ends = ranges
                .Where(range => !range.IsEmpty)
                .ToDictionary(range => range.Partition, range => range.To);
            if (ends.Count > 0)
            {
                using IConsumer<byte[]?, byte[]?> consumer = clients.Consumer(clients.Reader(), logger).Build();
                consumer.Assign(ranges
                    .Where(range => !range.IsEmpty)
                    .Select(range => new TopicPartitionOffset(range.Partition, range.From)));
                Read(consumer, ends, messages, cancellationToken);
            }

            messages.Complete();
        }
        catch (Exception e)
        {
            messages.Complete(e);
        }
    }

    private static void Read(
        IConsumer<byte[]?, byte[]?> consumer,
        Dictionary<TopicPartition, long> ends,
        ChannelWriter<ConsumeResult<byte[]?, byte[]?>> messages,
        CancellationToken cancellationToken)
    {
        var waiting = new HashSet<TopicPartition>();
        while (ends.Count > 0)
        {
            ConsumeResult<byte[]?, byte[]?> message = Next(consumer, mayWait: waiting.Count == ends.Count, cancellationToken);
            if (!ends.TryGetValue(message.TopicPartition, out long end))
            {
                continue;
            }

            if (!message.IsPartitionEOF && message.Offset < end)
            {
                waiting.Remove(message.TopicPartition);
                messages.WriteAsync(message, cancellationToken).AsTask().GetAwaiter().GetResult();
            }

            if (message.IsPartitionEOF && end == PartitionRange.Endless)
            {
                waiting.Add(message.TopicPartition);
            }
            else if (message.IsPartitionEOF || message.Offset >= end - 1)
            {
                // Offsets without a message can be in front of the end.
                ends.Remove(message.TopicPartition);
                consumer.Pause([message.TopicPartition]);
            }
        }
    }

    /// <summary>The next message, or the end of a partition.</summary>
    /// <param name="consumer">The client.</param>
    /// <param name="mayWait">Whether everything that was there is read, so that nothing need come.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    private static ConsumeResult<byte[]?, byte[]?> Next(
        IConsumer<byte[]?, byte[]?> consumer, bool mayWait, CancellationToken cancellationToken)
    {
        for (long started = Stopwatch.GetTimestamp(); ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (consumer.Consume(Poll) is { } message)
            {
                return message;
            }

            if (!mayWait && Stopwatch.GetElapsedTime(started) >= RequestLimit)
            {
                throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "the brokers don't answer"));
            }
        }
    }
}
