using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// Writes the headers of one event. Headers that are the same in every message are created once. Safe for concurrent use.
/// </summary>
sealed class HeaderWriter
{
    private readonly (EventHeader Declared, Header? Constant)[] _headers;

    public HeaderWriter(EventDescriptor descriptor, ServiceIdentity service)
    {
        _headers = [.. descriptor.Conventions.Headers.Select(header => (header, Constant(header, descriptor, service)))];
    }

    public Headers Write(Guid id, DateTimeOffset time)
    {
        var headers = new Headers();
        foreach ((EventHeader declared, Header? constant) in _headers)
        {
            headers.Add(constant ?? Create(declared, declared.Content == EventHeaderContent.Id
                ? id.ToString("D")
                : IsoDateTime.Format(time.ToUniversalTime())));
        }

        return headers;
    }

    /// <summary>The header if every message has the same; null for id and time.</summary>
    private static Header? Constant(EventHeader header, EventDescriptor descriptor, ServiceIdentity service) => header.Content switch
    {
        EventHeaderContent.Id or EventHeaderContent.Time => null,
        EventHeaderContent.EventType => Create(header, descriptor.EventType),
        EventHeaderContent.Source => Create(header, descriptor.Conventions.Source(service.Name)),
        EventHeaderContent.SourceHost => Create(header, service.Host),
        EventHeaderContent.SourceLibrary => Create(header, service.Library),
        _ => Create(header, header.Text ?? ""),
    };

    private static Header Create(EventHeader header, string text) => new(header.Name, Encoding.UTF8.GetBytes(text));
}
