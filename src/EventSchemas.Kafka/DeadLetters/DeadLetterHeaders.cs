using System.Globalization;
using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// The headers that a dead letter has beside those of its message, and that a letter keeps when it comes back. All begin with
/// <see cref="Prefix"/>; those that a foreign message brings along are dropped.
/// </summary>
static class DeadLetterHeaders
{
    public const string Prefix = "dead-letter-";
    public const string Group = Prefix + "group";
    public const string Handler = Prefix + "handler";
    public const string EventType = Prefix + "event-type";
    public const string ExceptionType = Prefix + "exception";
    public const string Text = Prefix + "message";
    public const string SchemaId = Prefix + "schema-id";
    public const string Attempts = Prefix + "attempts";
    public const string Redrives = Prefix + "redrives";
    public const string Topic = Prefix + "topic";
    public const string Partition = Prefix + "partition";
    public const string Offset = Prefix + "offset";
    public const string Timestamp = Prefix + "timestamp";
    public const string FirstFailure = Prefix + "first-failure";
    public const string LastFailure = Prefix + "last-failure";

    /// <summary>Says that the letter is there without the content of its message, which was too large.</summary>
    public const string WithoutContent = Prefix + "without-content";

    /// <summary>On a letter's marker: the letter's position, and what became of it.</summary>
    public const string Redriven = Prefix + "redriven";

    /// <summary>On the marker of a purged letter that could not be deleted: the letter's position.</summary>
    public const string Purged = Prefix + "purged";

    /// <summary>On a letter that a purge has written again: the position where it was. That one doesn't count any more.</summary>
    public const string CopyOf = Prefix + "copy-of";

    /// <summary>Why a message on the retry topic is there: <c>redrive</c> or <c>replay</c>.</summary>
    public const string Delivery = Prefix + "delivery";

    /// <summary>On a replayed message: that handlers which drop duplicates get it although they have handled it.</summary>
    public const string IncludesProcessed = Prefix + "includes-processed";

    /// <summary>The headers of a letter that goes back to its handler.</summary>
    public static Headers OfReturn(Headers? letter, string delivery, long redrives)
    {
        Headers headers = Foreign(letter);
        foreach (string kept in (ReadOnlySpan<string>)[Group, Handler, Topic, Partition, Offset, Timestamp])
        {
            Add(headers, kept, Find(letter, kept));
        }

        Add(headers, Delivery, delivery);
        Add(headers, Redrives, redrives.ToString(CultureInfo.InvariantCulture));
        return headers;
    }

    /// <summary>The headers of a message of the dead-letter topic that is written there again.</summary>
    public static Headers OfCopy(ConsumeResult<byte[]?, byte[]?> message, string place)
    {
        var headers = new Headers();
        foreach (IHeader header in message.Message.Headers ?? [])
        {
            if (header.Key != CopyOf)
            {
                headers.Add(header.Key, header.GetValueBytes());
            }
        }

        Add(headers, CopyOf, place);
        return headers;
    }

    /// <summary>The headers of a past message that goes to one handler again.</summary>
    public static Headers OfReplay(
        ConsumeResult<byte[]?, byte[]?> message, string group, string handler, bool includesProcessed)
    {
        Headers headers = Foreign(message.Message.Headers);
        Add(headers, Group, group);
        Add(headers, Handler, handler);
        Add(headers, Delivery, ReturnedLetter.Replay);
        Add(headers, IncludesProcessed, includesProcessed ? "true" : null);
        AddOrigin(headers, message.TopicPartitionOffset, message.Message.Timestamp);
        return headers;
    }

    /// <summary>The headers of a message without ours.</summary>
    public static Headers Foreign(Headers? headers)
    {
        var foreign = new Headers();
        foreach (IHeader header in headers ?? [])
        {
            if (!header.Key.StartsWith(Prefix, StringComparison.Ordinal))
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
        Add(headers, Group, reason.Group);
        Add(headers, Handler, reason.Handler);
        Add(headers, EventType, reason.EventType);
        Add(headers, ExceptionType, reason.ExceptionType);
        Add(headers, Text, reason.Text);
        Add(headers, SchemaId, reason.SchemaId?.ToString(CultureInfo.InvariantCulture));
        Add(headers, Attempts, reason.Attempts.ToString(CultureInfo.InvariantCulture));
        Add(headers, FirstFailure, IsoDateTime.Format(reason.FirstFailure));
        Add(headers, LastFailure, IsoDateTime.Format(reason.LastFailure));
        Add(headers, Redrives, (message.Return?.Redrives ?? 0).ToString(CultureInfo.InvariantCulture));
        AddOrigin(headers, message.Origin, message.Timestamp);
        Add(headers, WithoutContent, withContent ? null : "true");
        return headers;
    }

    /// <summary>Adds where a message was first.</summary>
    public static void AddOrigin(Headers headers, TopicPartitionOffset origin, Timestamp timestamp)
    {
        Add(headers, Topic, origin.Topic);
        Add(headers, Partition, origin.Partition.Value.ToString(CultureInfo.InvariantCulture));
        Add(headers, Offset, origin.Offset.Value.ToString(CultureInfo.InvariantCulture));
        bool isKnown = timestamp.Type != TimestampType.NotAvailable;
        Add(headers, Timestamp, isKnown ? timestamp.UnixTimestampMs.ToString(CultureInfo.InvariantCulture) : null);
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
