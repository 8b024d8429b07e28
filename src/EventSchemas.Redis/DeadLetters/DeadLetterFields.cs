using System.Globalization;
using System.Text;
using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>Writes the fields of dead letters behind those of their entry: <see cref="DeadLetterNames"/>.</summary>
static class DeadLetterFields
{
    private static readonly byte[] Prefix = Encoding.UTF8.GetBytes(DeadLetterNames.Prefix);

    /// <summary>The fields of a dead letter.</summary>
    public static NameValueEntry[] Of(RedisMessage message, DeadLetterReason reason)
    {
        List<NameValueEntry> fields = Foreign(message.Entry.Fields);
        Add(fields, DeadLetterNames.Group, reason.Group);
        Add(fields, DeadLetterNames.Handler, reason.Handler);
        Add(fields, DeadLetterNames.EventType, reason.EventType);
        Add(fields, DeadLetterNames.ExceptionType, reason.ExceptionType);
        Add(fields, DeadLetterNames.Text, reason.Text);
        Add(fields, DeadLetterNames.Attempts, reason.Attempts.ToString(CultureInfo.InvariantCulture));
        Add(fields, DeadLetterNames.FirstFailure, IsoDateTime.Format(reason.FirstFailure));
        Add(fields, DeadLetterNames.LastFailure, IsoDateTime.Format(reason.LastFailure));
        Add(fields, DeadLetterNames.Redrives, (message.Return?.Redrives ?? 0).ToString(CultureInfo.InvariantCulture));
        AddOrigin(fields, message.OriginStream, message.OriginId);
        return [.. fields];
    }

    /// <summary>The fields of a letter that goes back to its handler.</summary>
    public static NameValueEntry[] OfReturn(Entry letter, long redrives)
    {
        List<NameValueEntry> fields = Foreign(letter.Fields);
        Add(fields, DeadLetterNames.Group, letter.FindText(DeadLetterNames.Group));
        Add(fields, DeadLetterNames.Handler, letter.FindText(DeadLetterNames.Handler));
        Add(fields, DeadLetterNames.Topic, letter.FindText(DeadLetterNames.Topic));
        Add(fields, DeadLetterNames.EntryId, letter.FindText(DeadLetterNames.EntryId));
        Add(fields, DeadLetterNames.Delivery, DeadLetterNames.Redrive);
        Add(fields, DeadLetterNames.Redrives, redrives.ToString(CultureInfo.InvariantCulture));
        return [.. fields];
    }

    /// <summary>The fields of a past entry that goes to one handler again.</summary>
    public static NameValueEntry[] OfReplay(Entry entry, string group, string handler, bool includesProcessed)
    {
        List<NameValueEntry> fields = Foreign(entry.Fields);
        Add(fields, DeadLetterNames.Group, group);
        Add(fields, DeadLetterNames.Handler, handler);
        Add(fields, DeadLetterNames.Delivery, DeadLetterNames.Replay);
        Add(fields, DeadLetterNames.IncludesProcessed, includesProcessed ? "true" : null);
        AddOrigin(fields, entry.Stream, entry.Id);
        return [.. fields];
    }

    /// <summary>The fields of an entry without ours.</summary>
    public static List<NameValueEntry> Foreign(NameValueEntry[] fields) =>
        [.. fields.Where(field => !((ReadOnlyMemory<byte>)field.Name).Span.StartsWith(Prefix))];

    private static void AddOrigin(List<NameValueEntry> fields, string stream, StreamId id)
    {
        Add(fields, DeadLetterNames.Topic, stream);
        Add(fields, DeadLetterNames.EntryId, id.ToString());
    }

    private static void Add(List<NameValueEntry> fields, string name, string? text)
    {
        if (text is not null)
        {
            fields.Add(new NameValueEntry(name, text));
        }
    }
}
