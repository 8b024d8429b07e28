using System.Globalization;
using System.Runtime.CompilerServices;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Reads a group's dead-letter topic, up to its end when this was created. Which letters don't count any more is said by later messages, so
/// that creating it goes through the topic once.
/// </summary>
sealed class DeadLetterReader
{
    private readonly ConsumerGroup _group;
    private readonly EventBusRegistrations _registrations;
    private readonly RegistryClient _registry;
    private readonly RangeReader _reader;
    private readonly DateTimeOffset? _expired;
    private readonly HashSet<string> _redriven = new(StringComparer.Ordinal);
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private bool _isRegistryAway;

    private DeadLetterReader(
        ConsumerGroup group,
        EventBusRegistrations registrations,
        RegistryClient registry,
        PartitionRange[] ranges,
        RangeReader reader,
        DateTimeOffset now)
    {
        _group = group;
        _registrations = registrations;
        _registry = registry;
        Ranges = ranges;
        _reader = reader;
        _expired = now - group.Options.DeadLetters.Retention;
    }

    /// <summary>What is read.</summary>
    public IReadOnlyList<PartitionRange> Ranges { get; }

    /// <exception cref="DeadLetterException">The topic can't be read.</exception>
    public static async Task<DeadLetterReader> CreateAsync(
        ConsumerGroup group,
        EventBusRegistrations registrations,
        RegistryClient registry,
        KafkaClientConfig clients,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
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

        var letters = new DeadLetterReader(
            group, registrations, registry, ranges, new RangeReader(clients, logger), time.GetUtcNow());
        await foreach (ConsumeResult<byte[]?, byte[]?> message in letters.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            letters.Note(message);
        }

        return letters;
    }

    /// <summary>The position of a message, as markers name it.</summary>
    public static string PlaceOf(ConsumeResult<byte[]?, byte[]?> message) => PlaceOf(message.Partition, message.Offset);

    /// <inheritdoc cref="PlaceOf(ConsumeResult{byte[], byte[]})"/>
    public static string PlaceOf(Partition partition, Offset offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{partition.Value}@{offset.Value}");

    /// <summary>All messages of the topic: letters of this group and of others, and markers.</summary>
    /// <exception cref="DeadLetterException">The topic can't be read.</exception>
    public IAsyncEnumerable<ConsumeResult<byte[]?, byte[]?>> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(Ranges, cancellationToken);

    /// <inheritdoc cref="ReadAsync(CancellationToken)"/>
    public async IAsyncEnumerable<ConsumeResult<byte[]?, byte[]?>> ReadAsync(
        IReadOnlyCollection<PartitionRange> ranges, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<ConsumeResult<byte[]?, byte[]?>> messages =
            _reader.ReadAsync(ranges, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (messages.ConfigureAwait(false))
        {
            while (await MoveAsync(messages).ConfigureAwait(false))
            {
                yield return messages.Current;
            }
        }
    }

    /// <summary>Whether a message says what became of another one.</summary>
    public static bool IsMarker(ConsumeResult<byte[]?, byte[]?> message) =>
        DeadLetterHeaders.Find(message.Message.Headers, DeadLetterNames.Redriven) is not null
        || DeadLetterHeaders.Find(message.Message.Headers, DeadLetterNames.Purged) is not null;

    /// <summary>Whether a message is a letter of this group.</summary>
    public bool IsLetter(ConsumeResult<byte[]?, byte[]?> message) =>
        !IsMarker(message) && DeadLetterHeaders.Find(message.Message.Headers, DeadLetterNames.Group) == _group.Name;

    /// <summary>Whether a letter doesn't count any more: it was redriven, or purged, or written again behind it.</summary>
    public bool IsClosed(ConsumeResult<byte[]?, byte[]?> message) =>
        PlaceOf(message) is var place && (_redriven.Contains(place) || _replaced.Contains(place));

    /// <summary>A message as a letter.</summary>
    public async ValueTask<DeadLetter> ShowAsync(ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken)
    {
        Headers headers = message.Message.Headers;
        long redrives = DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Redrives) ?? 0;
        string? eventType = DeadLetterHeaders.Find(headers, DeadLetterNames.EventType);
        DateTimeOffset? written = message.Message.Timestamp is { Type: not TimestampType.NotAvailable } timestamp
            ? new DateTimeOffset(timestamp.UtcDateTime)
            : null;
        return new DeadLetter
        {
            Position = $"{message.Topic} [{message.Partition.Value}] @{message.Offset.Value}",
            Id = PlaceOf(message),
            Handler = DeadLetterHeaders.Find(headers, DeadLetterNames.Handler),
            EventType = eventType,
            ExceptionType = DeadLetterHeaders.Find(headers, DeadLetterNames.ExceptionType),
            Text = DeadLetterHeaders.Find(headers, DeadLetterNames.Text),
            SchemaId = DeadLetterHeaders.FindNumber(headers, DeadLetterNames.SchemaId),
            Attempts = DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Attempts) ?? 0,
            Redrives = redrives,
            IsQuarantined = redrives >= _group.Options.DeadLetters.MaxRedrives,
            IsWithoutContent = DeadLetterHeaders.Find(headers, DeadLetterNames.WithoutContent) is not null,
            Topic = DeadLetterHeaders.Find(headers, DeadLetterNames.Topic),
            Partition = DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Partition),
            Offset = DeadLetterHeaders.FindNumber(headers, DeadLetterNames.Offset),
            FirstFailure = TimeOf(headers, DeadLetterNames.FirstFailure),
            LastFailure = TimeOf(headers, DeadLetterNames.LastFailure),
            Written = written,
            IsExpired = written < _expired,
            IsRedriven = _redriven.Contains(PlaceOf(message)),
            Key = WireBytes.ToMemory(message.Message.Key),
            KeyText = await KeyTextAsync(eventType, message.Message.Key, cancellationToken).ConfigureAwait(false),
            Value = WireBytes.ToMemory(message.Message.Value),
            Headers = [.. DeadLetterHeaders.Foreign(headers).Select(Shown)],
        };
    }

    // Letters are shown and sent without a registry too, which is asked once where it doesn't answer.
    private async ValueTask<string?> KeyTextAsync(string? eventType, byte[]? key, CancellationToken cancellationToken)
    {
        if (!_isRegistryAway)
        {
            try
            {
                string type = await KeyText
                    .ForeignTypeAsync(eventType, key, _registrations, _registry, cancellationToken)
                    .ConfigureAwait(false);
                return KeyText.Of(eventType, key, _registrations, type);
            }
            catch (RegistryUnavailableException)
            {
                _isRegistryAway = true;
            }
        }

        return KeyText.Of(eventType, key, _registrations);
    }

    private void Note(ConsumeResult<byte[]?, byte[]?> message)
    {
        Headers headers = message.Message.Headers;
        if (DeadLetterHeaders.Find(headers, DeadLetterNames.Redriven) is { } redriven)
        {
            _redriven.Add(redriven);
        }

        if ((DeadLetterHeaders.Find(headers, DeadLetterNames.Purged) ?? DeadLetterHeaders.Find(headers, DeadLetterNames.CopyOf))
            is { } replaced)
        {
            _replaced.Add(replaced);
        }
    }

    private async Task<bool> MoveAsync(IAsyncEnumerator<ConsumeResult<byte[]?, byte[]?>> messages)
    {
        try
        {
            return await messages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw Unreadable(_group, e);
        }
    }

    private static KeyValuePair<string, ReadOnlyMemory<byte>?> Shown(IHeader header) =>
        KeyValuePair.Create(header.Key, WireBytes.ToMemory(header.GetValueBytes()));

    private static DateTimeOffset? TimeOf(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out byte[] bytes) && bytes is not null && IsoDateTime.TryParse(bytes, out DateTimeOffset time)
            ? time
            : null;

    private static DeadLetterException Unreadable(ConsumerGroup group, KafkaException e) => new(
        $"The topic {group.DeadLetterTopic} can't be read: {e.Error.Reason.TrimEnd('.')}. Check that it exists and that the service may "
        + "read it.",
        e);
}
