using System.Runtime.CompilerServices;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// The dead letters on Kafka. A topic can't lose single messages, so that a letter that is redriven gets a marker behind it in the same
/// partition: a letter with a marker isn't open any more. Retention deletes from the front, so that no marker goes before its letter.
/// </summary>
sealed partial class KafkaDeadLetters(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    RegistryClient registry,
    KafkaClientConfig clients,
    IRecordDeletion deletion,
    TimeProvider time,
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
        Pace.Check(redrive?.LettersPerSecond);
        var pace = new Pace(redrive?.LettersPerSecond, time);
        var result = new RedriveResult(0, 0, 0);
        using IProducer<byte[]?, byte[]?> producer = clients.LosslessProducer(logger).Build();
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

            if (redrive?.IsReached(result.Redriven) == true)
            {
                break;
            }

            await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
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
            Headers = DeadLetterHeaders.OfReturn(letter.Message.Headers, DeadLetterNames.Redrive, shown.Redrives + 1),
        };
        var marker = new Message<byte[]?, byte[]?> { Headers = [] };
        DeadLetterHeaders.Add(marker.Headers, DeadLetterNames.Group, group.Name);
        DeadLetterHeaders.Add(marker.Headers, DeadLetterNames.Redriven, DeadLetterReader.PlaceOf(letter));
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

    public async Task<PurgeResult> PurgeAsync(
        string group, Func<DeadLetter, bool> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ConsumerGroup found = Find(group);
        DeadLetterReader letters = await ReaderAsync(found, cancellationToken).ConfigureAwait(false);
        PurgeResult result = await new DeadLetterPurge(found, letters, clients, deletion, logger)
            .RunAsync(filter, cancellationToken)
            .ConfigureAwait(false);
        LogPurged(logger, group, result.Purged, result.Rewritten, result.Problem ?? "the brokers have deleted them");
        return result;
    }

    private Task<DeadLetterReader> ReaderAsync(ConsumerGroup group, CancellationToken cancellationToken) =>
        DeadLetterReader.CreateAsync(group, registrations, registry, clients, time, logger, cancellationToken);

    private async IAsyncEnumerable<(ConsumeResult<byte[]?, byte[]?> Message, DeadLetter Letter)> OpenAsync(
        ConsumerGroup group, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DeadLetterReader letters = await ReaderAsync(group, cancellationToken).ConfigureAwait(false);
        await foreach (ConsumeResult<byte[]?, byte[]?> message in letters.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (letters.IsLetter(message) && !letters.IsClosed(message))
            {
                DeadLetter letter = await letters.ShowAsync(message, cancellationToken).ConfigureAwait(false);
                if (!letter.IsExpired)
                {
                    yield return (message, letter);
                }
            }
        }
    }

    private ConsumerGroup Find(string group) => ConsumerGroup.Of(group, registrations, options.Value);

    [LoggerMessage(60, LogLevel.Information, "Group {Group}: {Redriven} dead letters are on their way by {RetryTopic}; {Quarantined} are "
        + "in quarantine, {WithoutContent} have no content")]
    private static partial void LogRedriven(
        ILogger logger, string group, int redriven, string retryTopic, int quarantined, int withoutContent);

    [LoggerMessage(61, LogLevel.Warning, "Group {Group}: {Purged} dead letters were purged, {Rewritten} were written again; {Outcome}")]
    private static partial void LogPurged(ILogger logger, string group, int purged, int rewritten, string outcome);
}
