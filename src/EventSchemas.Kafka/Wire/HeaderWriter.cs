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
    private readonly Func<string>? _dataSchema;
    private ReusableHeaders? _idle;

    /// <param name="descriptor">The event.</param>
    /// <param name="service">What the service says of itself.</param>
    /// <param name="dataSchema">Where the event's schema is, asked for the first message; null if that isn't written.</param>
    public HeaderWriter(EventDescriptor descriptor, ServiceIdentity service, Func<string>? dataSchema = null)
    {
        _dataSchema = dataSchema;
        _headers =
        [
            .. descriptor.Conventions.Headers
                .Where(header => header.Content != EventHeaderContent.DataSchema || dataSchema is not null)
                .Select(header => (header, Constant(header, descriptor, service))),
        ];
    }

    /// <summary>
    /// Headers whose objects are used again for the next message. The client copies them when it accepts a message; then give them back
    /// with <see cref="Return"/>.
    /// </summary>
    public ReusableHeaders Rent() => Interlocked.Exchange(ref _idle, null) ?? new ReusableHeaders(this);

    /// <summary>Gives headers back.</summary>
    public void Return(ReusableHeaders headers) => Volatile.Write(ref _idle, headers);

    /// <summary>
    /// The headers of a message whose publisher gave more than the event, or that belongs to a trace. Given metadata takes the place of the
    /// service's; attributes and the trace come last.
    /// </summary>
    public Headers Write(in OutgoingEvent outgoing)
    {
        Span<byte> time = stackalloc byte[IsoDateTime.MaxLength];
        int length = IsoDateTime.Format(outgoing.Time.ToUniversalTime(), time);
        Headers headers = Create(Encoding.UTF8.GetBytes(outgoing.Id.ToString("D")), time[..length].ToArray(), outgoing.Attributes);
        foreach ((string name, string text) in outgoing.Attributes?.Headers ?? [])
        {
            headers.Add(name, Encoding.UTF8.GetBytes(text));
        }

        if (outgoing.Trace is { } trace)
        {
            headers.Add("traceparent", Encoding.ASCII.GetBytes(trace.Parent));
            if (!string.IsNullOrEmpty(trace.State))
            {
                headers.Add("tracestate", Encoding.UTF8.GetBytes(trace.State));
            }
        }

        return headers;
    }

    private Headers Create(byte[] id, byte[] time, GivenAttributes? given = null)
    {
        var headers = new Headers();
        foreach (ref (EventHeader Declared, Header? Constant) header in _headers.AsSpan())
        {
            headers.Add(given?.TextOf(header.Declared.Content) is { } text
                ? Create(header.Declared, text)
                : header.Constant ?? header.Declared.Content switch
                {
                    EventHeaderContent.Id => new Header(header.Declared.Name, id),
                    EventHeaderContent.Time => new Header(header.Declared.Name, time),
                    _ => header.Constant = Create(header.Declared, _dataSchema!()),
                });
        }

        return headers;
    }

    /// <summary>The header if every message has the same; null for id and time, and for what the first message will know.</summary>
    private static Header? Constant(EventHeader header, EventDescriptor descriptor, ServiceIdentity service) => header.Content switch
    {
        EventHeaderContent.Id or EventHeaderContent.Time or EventHeaderContent.DataSchema => null,
        EventHeaderContent.EventType => Create(header, descriptor.EventType),
        EventHeaderContent.Source => Create(header, service.SourceOf(descriptor.Conventions)),
        EventHeaderContent.SourceHost => Create(header, header.Text ?? service.Host),
        EventHeaderContent.SourceLibrary => Create(header, service.Library),
        _ => Create(header, header.Text ?? ""),
    };

    private static Header Create(EventHeader header, string text) => new(header.Name, Encoding.UTF8.GetBytes(text));

    /// <summary>The headers of one message at a time. Not safe for concurrent use.</summary>
    public sealed class ReusableHeaders(HeaderWriter writer)
    {
        private const int IdLength = 36;

        private readonly byte[] _id = new byte[IdLength];

        // A time has one of two lengths: with a fraction, and without.
        private readonly List<(byte[] Time, Headers Headers)> _byLength = [];

        /// <summary>Writes the id and the time of a message.</summary>
        public Headers Write(Guid id, DateTimeOffset time)
        {
            id.TryFormat(_id, out _);
            Span<byte> text = stackalloc byte[IsoDateTime.MaxLength];
            text = text[..IsoDateTime.Format(time.ToUniversalTime(), text)];
            foreach ((byte[] known, Headers headers) in _byLength)
            {
                if (known.Length == text.Length)
                {
                    text.CopyTo(known);
                    return headers;
                }
            }

            byte[] added = text.ToArray();
            Headers created = writer.Create(_id, added);
            _byLength.Add((added, created));
            return created;
        }
    }
}
