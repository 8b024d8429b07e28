using System.Net;
using System.Text;
using EventSchemas.Kafka.Benchmarks;
using StackExchange.Redis;

namespace EventSchemas.Redis.Benchmarks;

/// <summary>The fields of an entry as somebody writes them who has the bytes of the event already: those of the library.</summary>
static class RawEntry
{
    /// <summary>What the library's streams keep by default.</summary>
    public const int MaxLength = 10_000;

    private static readonly byte[] Data = AvroCodec.Serialize(Enrollments.One);

    // Names and values that don't change are encoded once: the client encodes each text of each entry otherwise.
    private static readonly NameValueEntry[] Constant =
    [
        Field("type", Enrollments.EventType),
        Field("id", ""),
        Field("source", "openedx/benchmark/web"),
        Field("time", ""),
        Field("minorversion", "0"),
        Field("sourcehost", Dns.GetHostName()),
        Field("sourcelib", "11.2.0"),
        new(Encoding.UTF8.GetBytes("event_data"), Data),
    ];

    /// <summary>How many bytes the event has.</summary>
    public static int Length => Data.Length;

    /// <summary>The fields, with an id and a time of their own.</summary>
    public static NameValueEntry[] Create()
    {
        NameValueEntry[] fields = [.. Constant];
        fields[1] = new NameValueEntry(fields[1].Name, Encoding.UTF8.GetBytes(Guid.NewGuid().ToString()));
        fields[3] = new NameValueEntry(fields[3].Name, Encoding.UTF8.GetBytes(IsoDateTime.Format(DateTimeOffset.UtcNow)));
        return fields;
    }

    private static NameValueEntry Field(string name, string value) => new(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
}
