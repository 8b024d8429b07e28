using System.Globalization;
using System.Runtime.CompilerServices;
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
        PartitionRange[] ranges;
        try
        {
            using var finder = new PositionFinder(clients, logger);
            ranges = await BoundedCall
                .RunAsync(() => finder.AllOf(group.DeadLetterTopic, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw Unreadable(group, e);
        }

        IAsyncEnumerator<ConsumeResult<byte[]?, byte[]?>> messages =
            new RangeReader(clients, logger).ReadAsync(ranges, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (messages.ConfigureAwait(false))
        {
            while (await MoveAsync(group, messages).ConfigureAwait(false))
            {
                yield return messages.Current;
            }
        }
    }

    private static async Task<bool> MoveAsync(ConsumerGroup group, IAsyncEnumerator<ConsumeResult<byte[]?, byte[]?>> messages)
    {
        try
        {
            return await messages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw Unreadable(group, e);
        }
    }

    private static DeadLetterException Unreadable(ConsumerGroup group, KafkaException e) => new(
        $"The topic {group.DeadLetterTopic} can't be read: {e.Error.Reason.TrimEnd('.')}. Check that it exists and that the service may "
        + "read it.",
        e);

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
