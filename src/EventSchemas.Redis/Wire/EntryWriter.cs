using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Writes the entries of one event. Fields that are the same in every entry are created once. The server stores the names of a run of
/// entries once if they are the same and in the same order, so that these are the Python services'. Safe for concurrent use.
/// </summary>
sealed class EntryWriter
{
    private const int IdLength = 36;

    private readonly EventHeader[] _declared;
    private readonly NameValueEntry[] _constant;
    private readonly int _id;
    private readonly int _time;

    /// <param name="descriptor">The event.</param>
    /// <param name="service">What the service says of itself.</param>
    /// <param name="library">The version of openedx-events whose schemas the event follows.</param>
    public EntryWriter(EventDescriptor descriptor, ServiceIdentity service, string library)
    {
        (RedisValue Name, EventHeader Declared)[] fields =
        [
            .. from field in EntryFields.Metadata
               let declared = descriptor.Conventions.Headers.FirstOrDefault(header => header.Content == field.Content)
               where declared is not null
               select (field.Name, declared),
        ];
        _declared = [.. fields.Select(field => field.Declared)];
        _constant =
        [
            .. fields.Select(field => new NameValueEntry(field.Name, Constant(field.Declared, descriptor, service, library))),
            new NameValueEntry(EntryFields.Data, RedisValue.EmptyString),
        ];
        _id = Array.FindIndex(_declared, declared => declared.Content == EventHeaderContent.Id);
        _time = Array.FindIndex(_declared, declared => declared.Content == EventHeaderContent.Time);
    }

    /// <summary>
    /// The fields of an entry. Given metadata takes the place of the service's. Given attributes come behind the data, and the trace last:
    /// the Python services ignore what they don't know.
    /// </summary>
    public NameValueEntry[] Write(ReadOnlyMemory<byte> data, in OutgoingEvent outgoing)
    {
        IReadOnlyList<KeyValuePair<string, string>> given = outgoing.Attributes?.Headers ?? [];
        int traced = outgoing.Trace is not { } one ? 0 : string.IsNullOrEmpty(one.State) ? 1 : 2;
        var fields = new NameValueEntry[_constant.Length + given.Count + traced];
        _constant.CopyTo(fields, 0);
        for (int i = 0; i < _declared.Length && outgoing.Attributes is { Metadata: not null } attributes; i++)
        {
            if (attributes.TextOf(_declared[i].Content) is { } text)
            {
                fields[i] = new NameValueEntry(fields[i].Name, text);
            }
        }

        byte[] idText = new byte[IdLength];
        outgoing.Id.TryFormat(idText, out _);
        Set(fields, _id, idText);
        Span<byte> timeText = stackalloc byte[IsoDateTime.MaxLength];
        Set(fields, _time, timeText[..IsoDateTime.Format(outgoing.Time.ToUniversalTime(), timeText)].ToArray());
        fields[_constant.Length - 1] = new NameValueEntry(EntryFields.Data, data);
        for (int i = 0; i < given.Count; i++)
        {
            fields[_constant.Length + i] = new NameValueEntry(given[i].Key, given[i].Value);
        }

        if (outgoing.Trace is { } context)
        {
            fields[_constant.Length + given.Count] = new NameValueEntry(EntryFields.TraceParent, context.Parent);
            if (traced == 2)
            {
                fields[^1] = new NameValueEntry(EntryFields.TraceState, context.State);
            }
        }

        return fields;
    }

    private static void Set(NameValueEntry[] fields, int index, byte[] value)
    {
        if (index >= 0)
        {
            fields[index] = new NameValueEntry(fields[index].Name, value);
        }
    }

    private static RedisValue Constant(
        EventHeader declared, EventDescriptor descriptor, ServiceIdentity service, string library) => declared.Content switch
        {
            EventHeaderContent.EventType => EntryFields.Bytes(descriptor.EventType),
            EventHeaderContent.Source => EntryFields.Bytes(service.SourceOf(descriptor.Conventions)),
            EventHeaderContent.MinorVersion => EntryFields.Bytes(declared.Text ?? ""),
            EventHeaderContent.SourceHost => EntryFields.Bytes(declared.Text ?? service.Host),
            EventHeaderContent.SourceLibrary => EntryFields.Bytes(library),
            _ => RedisValue.EmptyString,
        };
}
