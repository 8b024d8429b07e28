using System.Text;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>The fields of an entry, in the order in which the Python services write them.</summary>
static class EntryFields
{
    public static readonly RedisValue Data = Bytes("event_data");

    public static readonly RedisValue TraceParent = Bytes("traceparent");

    public static readonly RedisValue TraceState = Bytes("tracestate");

    /// <summary>The fields of the metadata, and what each says. The data follow them.</summary>
    public static readonly (EventHeaderContent Content, RedisValue Name)[] Metadata =
    [
        (EventHeaderContent.EventType, Bytes("type")),
        (EventHeaderContent.Id, Bytes("id")),
        (EventHeaderContent.Source, Bytes("source")),
        (EventHeaderContent.Time, Bytes("time")),
        (EventHeaderContent.MinorVersion, Bytes("minorversion")),
        (EventHeaderContent.SourceHost, Bytes("sourcehost")),
        (EventHeaderContent.SourceLibrary, Bytes("sourcelib")),
    ];

    /// <summary>A name as it is on the wire. The client's own comparison of two values looks first whether they are numbers.</summary>
    public static ReadOnlySpan<byte> SpanOf(RedisValue name) => ((ReadOnlyMemory<byte>)name).Span;

    /// <summary>A text as the client sends it, encoded once.</summary>
    public static RedisValue Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
