using System.Text;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>Writes the headers of one event type, in the order of the Python services. What never changes is encoded once.</summary>
sealed class HeaderWriter(string eventType, ServiceIdentity service)
{
    private static readonly byte[] SpecVersion = "1.0"u8.ToArray();
    private static readonly byte[] Avro = "application/avro"u8.ToArray();
    private static readonly byte[] MinorVersion = "0"u8.ToArray();

    private readonly byte[] _type = Encoding.UTF8.GetBytes(eventType);
    private readonly byte[] _source = Encoding.UTF8.GetBytes(service.Source);
    private readonly byte[] _host = Encoding.UTF8.GetBytes(service.Host);
    private readonly byte[] _library = Encoding.UTF8.GetBytes(service.Library);

    public Headers Write(Guid id, DateTimeOffset time) => new()
    {
        { HeaderNames.SpecVersion, SpecVersion },
        { HeaderNames.ContentType, Avro },
        { HeaderNames.DataContentType, Avro },
        { HeaderNames.Type, _type },
        { HeaderNames.Id, Encoding.ASCII.GetBytes(id.ToString("D")) },
        { HeaderNames.Source, _source },
        { HeaderNames.Time, Encoding.ASCII.GetBytes(IsoDateTime.Format(time.ToUniversalTime())) },
        { HeaderNames.MinorVersion, MinorVersion },
        { HeaderNames.SourceHost, _host },
        { HeaderNames.SourceLibrary, _library },
    };
}
