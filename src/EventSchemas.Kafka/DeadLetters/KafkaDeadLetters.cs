using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// The dead letters on Kafka. A topic can't lose single messages, so that a letter that is redriven gets a marker behind it in the same
/// topic: a letter with a marker isn't open any more. Reading goes through the topic twice, first for the markers.
/// </summary>
sealed partial class KafkaDeadLetters(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    KafkaClientConfig clients,
    ILogger<KafkaDeadLetters> logger) : IDeadLetters
{
    private const int Ahead = 100;
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    public async IAsyncEnumerable<DeadLetter> ReadAsync(
        string group, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ConsumerGroup found = Find(group);
        await foreach ((_, DeadLetter letter) in OpenAsync(found, cancellationToken).ConfigureAwait(false))
        {
            yield return letter;
        }
    }

    public async Task<RedriveResult> RedriveAsync(
        string group, Func<DeadLetter, bool>? filter = null, RedriveOptions? redrive = null, CancellationToken cancellationToken = default)
    {
        ConsumerGroup found = Find(group);
        var result = new RedriveResult(0, 0, 0);
        using IProducer<byte[]?, byte[]?> producer =
            clients.WithTokens(new ProducerBuilder<byte[]?, byte[]?>(clients.LosslessProducer())).SetLogHandler(Log).Build();
        await foreach ((var message, DeadLetter letter) in OpenAsync(found, cancellationToken).ConfigureAwait(false))
        {
            bool isChosen = filter?.Invoke(letter) ?? true;
            if (!isChosen)
            {
                continue;
            }

            if (letter.IsWithoutContent)
            {
                result = result with { WithoutContent = result.WithoutContent + 1 };
                continue;
            }

            if (letter.IsQuarantined && redrive?.IncludeQuarantine != true)
            {
                result = result with { Quarantined = result.Quarantined + 1 };
                continue;
            }

            await RedriveAsync(found, producer, message, letter).ConfigureAwait(false);
            result = result with { Redriven = result.Redriven + 1 };
        }

        LogRedriven(logger, group, result.Redriven, found.RetryTopic, result.Quarantined, result.WithoutContent);
        return result;
    }

    // The marker comes last: a fault between the two gives the letter to its handler twice, and never loses it.
    private static async Task RedriveAsync(
        ConsumerGroup group, IProducer<byte[]?, byte[]?> producer, ConsumeResult<byte[]?, byte[]?> letter, DeadLetter shown)
    {
        var returned = new Message<byte[]?, byte[]?>
        {
            Key = letter.Message.Key,
            Value = letter.Message.Value,
            Headers = DeadLetterHeaders.OfReturn(letter.Message.Headers, ReturnedLetter.Redrive, shown.Redrives + 1),
        };
        var marker = new Message<byte[]?, byte[]?> { Headers = [] };
        DeadLetterHeaders.Add(marker.Headers, DeadLetterHeaders.Group, group.Name);
        DeadLetterHeaders.Add(marker.Headers, DeadLetterHeaders.Redriven, PlaceOf(letter));
        try
        {
            await producer.ProduceAsync(group.RetryTopic, returned, CancellationToken.None).ConfigureAwait(false);
            await producer.ProduceAsync(letter.TopicPartition, marker, CancellationToken.None).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw new DeadLetterException(
                $"The letter {letter.TopicPartitionOffset} could not be sent to {group.RetryTopic}: {e.Error.Reason}. "
                + "Create the topic if it doesn't exist. The letters before it are on their way; run the redrive again for the rest.",
                e);
        }
    }

    private async IAsyncEnumerable<(ConsumeResult<byte[]?, byte[]?> Message, DeadLetter Letter)> OpenAsync(
        ConsumerGroup group, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> redriven = new(StringComparer.Ordinal);
        await foreach (ConsumeResult<byte[]?, byte[]?> message in MessagesAsync(group, cancellationToken).ConfigureAwait(false))
        {
            if (DeadLetterHeaders.Find(message.Message.Headers, DeadLetterHeaders.Redriven) is { } place)
            {
                redriven.Add(place);
            }
        }

        await foreach (ConsumeResult<byte[]?, byte[]?> message in MessagesAsync(group, cancellationToken).ConfigureAwait(false))
        {
            bool isLetter = DeadLetterHeaders.Find(message.Message.Headers, DeadLetterHeaders.Redriven) is null
                && DeadLetterHeaders.Find(message.Message.Headers, DeadLetterHeaders.Group) == group.Name;
            if (isLetter && !redriven.Contains(PlaceOf(message)))
            {
                yield return (message, Show(message, group.Options.DeadLetters.MaxRedrives));
            }
        }
    }

    /// <summary>The messages of the topic up to its end when reading begins.</summary>
    private async IAsyncEnumerable<ConsumeResult<byte[]?, byte[]?>> MessagesAsync(
        ConsumerGroup group, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var messages = Channel.CreateBounded<ConsumeResult<byte[]?, byte[]?>>(
            new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // The client's calls block.
        Task reading = Task.Factory.StartNew(
            () => Read(group, messages.Writer, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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

    private void Read(ConsumerGroup group, ChannelWriter<ConsumeResult<byte[]?, byte[]?>> messages, CancellationToken cancellationToken)
    {
        try
        {
            using IConsumer<byte[]?, byte[]?> consumer =
                clients.WithTokens(new ConsumerBuilder<byte[]?, byte[]?>(clients.Reader())).SetLogHandler(Log).Build();
            Dictionary<TopicPartition, Offset> ends = Ends(consumer, group.DeadLetterTopic);
            consumer.Assign(ends.Keys.Select(partition => new TopicPartitionOffset(partition, Offset.Beginning)));
            while (ends.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ConsumeResult<byte[]?, byte[]?> message = consumer.Consume(RequestLimit)
                    ?? throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "the brokers don't answer"));
                bool isBefore = ends.TryGetValue(message.TopicPartition, out Offset end)
                    && message.Offset < end
                    && !message.IsPartitionEOF;
                if (isBefore)
                {
                    messages.WriteAsync(message, cancellationToken).AsTask().GetAwaiter().GetResult();
                }

                if (message.IsPartitionEOF || message.Offset >= end - 1)
                {
                    ends.Remove(message.TopicPartition);
                }
            }

            messages.Complete();
        }
        catch (OperationCanceledException e)
        {
            messages.Complete(e);
        }
        catch (Exception e)
        {
            string reason = $"The topic {group.DeadLetterTopic} can't be read: {(e as KafkaException)?.Error.Reason ?? e.Message}.";
            messages.Complete(new DeadLetterException(reason + " Check that it exists and that the service may read it.", e));
        }
    }

    private static Dictionary<TopicPartition, Offset> Ends(IConsumer<byte[]?, byte[]?> consumer, string topic)
    {
        using IAdminClient admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        TopicMetadata found = admin.GetMetadata(topic, RequestLimit).Topics[0];
        return found.Partitions
            .Select(partition => new TopicPartition(topic, partition.PartitionId))
            .Select(partition => (partition, Offsets: consumer.QueryWatermarkOffsets(partition, RequestLimit)))
            .Where(one => one.Offsets.High > one.Offsets.Low)
            .ToDictionary(one => one.partition, one => one.Offsets.High);
    }

    private static string PlaceOf(ConsumeResult<byte[]?, byte[]?> letter) =>
        string.Create(CultureInfo.InvariantCulture, $"{letter.Partition.Value}@{letter.Offset.Value}");

    private static DeadLetter Show(ConsumeResult<byte[]?, byte[]?> message, int maxRedrives)
    {
        Headers headers = message.Message.Headers;
        long redrives = DeadLetterHeaders.FindNumber(headers, DeadLetterHeaders.Redrives) ?? 0;
        return new DeadLetter
        {
            Position = $"{message.Topic} [{message.Partition.Value}] @{message.Offset.Value}",
            Handler = DeadLetterHeaders.Find(headers, DeadLetterHeaders.Handler),
            EventType = DeadLetterHeaders.Find(headers, DeadLetterHeaders.EventType),
            ExceptionType = DeadLetterHeaders.Find(headers, DeadLetterHeaders.ExceptionType),
            Text = DeadLetterHeaders.Find(headers, DeadLetterHeaders.Text),
            SchemaId = DeadLetterHeaders.FindNumber(headers, DeadLetterHeaders.SchemaId),
            Attempts = DeadLetterHeaders.FindNumber(headers, DeadLetterHeaders.Attempts) ?? 0,
            Redrives = redrives,
            IsQuarantined = redrives >= maxRedrives,
            IsWithoutContent = DeadLetterHeaders.Find(headers, DeadLetterHeaders.WithoutContent) is not null,
            Topic = DeadLetterHeaders.Find(headers, DeadLetterHeaders.Topic),
            Partition = DeadLetterHeaders.FindNumber(headers, DeadLetterHeaders.Partition),
            Offset = DeadLetterHeaders.FindNumber(headers, DeadLetterHeaders.Offset),
            FirstFailure = TimeOf(headers, DeadLetterHeaders.FirstFailure),
            LastFailure = TimeOf(headers, DeadLetterHeaders.LastFailure),
            Key = WireBytes.ToMemory(message.Message.Key),
            Value = WireBytes.ToMemory(message.Message.Value),
            Headers = [.. DeadLetterHeaders.Foreign(headers).Select(one => Shown(one))],
        };
    }

    private static KeyValuePair<string, ReadOnlyMemory<byte>?> Shown(IHeader header) =>
        KeyValuePair.Create(header.Key, WireBytes.ToMemory(header.GetValueBytes()));

    private static DateTimeOffset? TimeOf(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out byte[] bytes) && bytes is not null && IsoDateTime.TryParse(bytes, out DateTimeOffset time)
            ? time
            : null;

    private ConsumerGroup Find(string group) => registrations.Groups.FirstOrDefault(one => one.Name == group) is { } found
        ? new ConsumerGroup(found, registrations, options.Value)
        : throw new ArgumentException(
            $"This service has no group {group}. It has {string.Join(", ", registrations.Groups.Select(one => one.Name))}.",
            nameof(group));

    private void Log(object client, LogMessage message) => ConsumerLog.Client(logger, message.Level, message.Message);

    [LoggerMessage(60, LogLevel.Information, "Group {Group}: {Redriven} dead letters are on their way by {RetryTopic}; {Quarantined} are "
        + "in quarantine, {WithoutContent} have no content")]
    private static partial void LogRedriven(
        ILogger logger, string group, int redriven, string retryTopic, int quarantined, int withoutContent);
}
