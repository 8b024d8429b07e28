using System.Globalization;
using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>Writes and reads the headers of dead letters, whose names are those of <see cref="DeadLetterNames"/>.</summary>
static class DeadLetterHeaders
{
    /// <summary>The headers of a letter that goes back to its handler.</summary>
    public static Headers OfReturn(Headers? letter, string delivery, long redrives)
    {
        Headers headers = Foreign(letter);
        foreach (string kept in (ReadOnlySpan<string>)[
                DeadLetterNames.Group, DeadLetterNames.Handler, DeadLetterNames.Topic, DeadLetterNames.Partition,
                DeadLetterNames.Offset, DeadLetterNames.Timestamp,
            ])
        {
            Add(headers, kept, Find(letter, kept));
        }

        Add(headers, DeadLetterNames.Delivery, delivery);
        Add(headers, DeadLetterNames.Redrives, redrives.ToString(CultureInfo.InvariantCulture));
        return headers;
    }

    /// <summary>The headers of a message of the dead-letter topic that is written there again.</summary>
    public static Headers OfCopy(ConsumeResult<byte[]?, byte[]?> message, string place)
    {
        var headers = new Headers();
        foreach (IHeader header in message.Message.Headers ?? [])
        {
            if (header.Key != DeadLetterNames.CopyOf)
            {
                headers.Add(header.Key, header.GetValueBytes());
            }
        }

        Add(headers, DeadLetterNames.CopyOf, place);
        return headers;
    }

    /// <summary>The headers of a past message that goes to one handler again.</summary>
    public static Headers OfReplay(
        ConsumeResult<byte[]?, byte[]?> message, string group, string handler, bool includesProcessed)
    {
        Headers headers = Foreign(message.Message.Headers);
        Add(headers, DeadLetterNames.Group, group);
        Add(headers, DeadLetterNames.Handler, handler);
        Add(headers, DeadLetterNames.Delivery, DeadLetterNames.Replay);
        Add(headers, DeadLetterNames.IncludesProcessed, includesProcessed ? "true" : null);
        AddOrigin(headers, message.TopicPartitionOffset, message.Message.Timestamp);
        return headers;
    }

    /// <summary>The headers of a message without ours.</summary>
    public static Headers Foreign(Headers? headers)
    {
        var foreign = new Headers();
        foreach (IHeader header in headers ?? [])
        {
            if (!header.Key.StartsWith(DeadLetterNames.Prefix, StringComparison.Ordinal))
            {
                foreign.Add(header.Key, header.GetValueBytes());
            }
        }

        return foreign;
    }

    /// <summary>The headers of a dead letter.</summary>
    public static Headers Of(KafkaMessage message, DeadLetterReason reason, bool withContent)
    {
        Headers headers = withContent ? Foreign(message.Headers) : [];
        Add(headers, DeadLetterNames.Group, reason.Group);
        Add(headers, DeadLetterNames.Handler, reason.Handler);
        Add(headers, DeadLetterNames.EventType, reason.EventType);
        Add(headers, DeadLetterNames.ExceptionType, reason.ExceptionType);
        Add(headers, DeadLetterNames.Text, reason.Text);
        Add(headers, DeadLetterNames.SchemaId, reason.SchemaId?.ToString(CultureInfo.InvariantCulture));
        Add(headers, DeadLetterNames.Attempts, reason.Attempts.ToString(CultureInfo.InvariantCulture));
        Add(headers, DeadLetterNames.FirstFailure, IsoDateTime.Format(reason.FirstFailure));
        Add(headers, DeadLetterNames.LastFailure, IsoDateTime.Format(reason.LastFailure));
        Add(headers, DeadLetterNames.Redrives, (message.Return?.Redrives ?? 0).ToString(CultureInfo.InvariantCulture));
        AddOrigin(headers, message.Origin, message.Timestamp);
        Add(headers, DeadLetterNames.WithoutContent, withContent ? null : "true");
        return headers;
    }

    /// <summary>Adds where a message was first.</summary>
    public static void AddOrigin(Headers headers, TopicPartitionOffset origin, Timestamp timestamp)
    {
        Add(headers, DeadLetterNames.Topic, origin.Topic);
        Add(headers, DeadLetterNames.Partition, origin.Partition.Value.ToString(CultureInfo.InvariantCulture));
        Add(headers, DeadLetterNames.Offset, origin.Offset.Value.ToString(CultureInfo.InvariantCulture));
        bool isKnown = timestamp.Type != TimestampType.NotAvailable;
        Add(headers, DeadLetterNames.Timestamp, isKnown ? timestamp.UnixTimestampMs.ToString(CultureInfo.InvariantCulture) : null);
    }

    public static void Add(Headers headers, string name, string? text)
    {
        if (text is not null)
        {
            headers.Add(name, Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>The last header of a name as text, which may come from anybody; null where there is none.</summary>
    public static string? Find(Headers? headers, string name) =>
        headers is not null && headers.TryGetLastBytes(name, out byte[] bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>The last header of a name as a number; null where there is none.</summary>
    public static long? FindNumber(Headers? headers, string name) =>
        long.TryParse(Find(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
