using System.Globalization;
using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// Reads the headers of a message as the Python services do: names are compared exactly, and a header that is read must not come twice.
/// Collects the first problem, and the names of missing headers for which this service's own values are used.
/// </summary>
sealed class HeaderReader(Headers? headers)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string> _missing = [];

    /// <summary>The first problem with the headers, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The headers for which this service's own values are used.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>The event type, or null with a problem.</summary>
    /// <param name="names">The headers that can have it; the first one that the message has counts.</param>
    public string? ReadEventType(IReadOnlyList<string> names)
    {
        string? value = names.Select(Find).FirstOrDefault(found => found is not null);
        if (value is null)
        {
            Fail($"it has no {string.Join(" or ", names)} header");
        }

        return value;
    }

    /// <summary>The metadata, or null with a problem.</summary>
    public EventMetadata? ReadMetadata(string eventType, HeaderNames names, ServiceIdentity service, TimeProvider time)
    {
        Guid id = ReadId(names.Id);
        DateTimeOffset at = Optional(names.Time) is { } text ? ParseTime(names.Time, text) : time.GetUtcNow();
        int minorVersion = Optional(names.MinorVersion) is { } number ? ParseNumber(names.MinorVersion, number) : 0;
        string library = Optional(names.SourceLibrary) is { } version ? ParseLibrary(names.SourceLibrary, version) : service.Library;
        var metadata = new EventMetadata
        {
            EventType = eventType,
            Id = id,
            Time = at,
            Source = Optional(names.Source) ?? names.Conventions.Source(service.Name),
            SourceHost = Optional(names.SourceHost) ?? service.Host,
            SourceLibrary = library,
            MinorVersion = minorVersion,
        };
        return Problem is null ? metadata : null;
    }

    private Guid ReadId(string name)
    {
        if (Find(name) is not { } text)
        {
            Fail($"it has no {name} header");
            return Guid.Empty;
        }

        if (!UuidText.TryParse(Encoding.UTF8.GetBytes(text), out Guid id))
        {
            Fail($"its {name} header, '{text}', is not a UUID");
        }

        return id;
    }

    private DateTimeOffset ParseTime(string? name, string text)
    {
        // Python rejects a date-time without an offset, or with an offset other than UTC.
        bool isUtc = text.EndsWith("+00:00", StringComparison.Ordinal) || text.EndsWith('Z');
        if (!IsoDateTime.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset time) || !isUtc)
        {
            Fail($"its {name} header, '{text}', is not a date-time in UTC such as 2024-01-02T03:04:05+00:00");
        }

        return time;
    }

    private int ParseNumber(string? name, string text)
    {
        if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number))
        {
            Fail($"its {name} header, '{text}', is not a number");
        }

        return number;
    }

    private string ParseLibrary(string? name, string text)
    {
        if (!text.Split('.').All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            Fail($"its {name} header, '{text}', is not integers with dots between them");
        }

        return text;
    }

    // A header that the conventions don't have isn't missing.
    private string? Optional(string? name)
    {
        string? value = name is null ? null : Find(name);
        if (name is not null && value is null && Problem is null)
        {
            _missing.Add(name);
        }

        return value;
    }

    private string? Find(string name)
    {
        IHeader[] found = [.. (headers ?? []).Where(header => header.Key == name)];
        if (found.Length == 0)
        {
            return null;
        }

        if (found.Length > 1)
        {
            Fail($"it has {found.Length} {name} headers");
        }

        try
        {
            return found[0].GetValueBytes() is { } bytes ? StrictUtf8.GetString(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            Fail($"its {name} header is not UTF-8");
            return "";
        }
    }

    private void Fail(string problem) => Problem ??= problem;
}
