using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>
/// Reads the headers of a message as the Python services do: names are exact, and a header that counts comes once. Collects the
/// first problem, and the names of missing headers that this service's own values stand in for.
/// </summary>
sealed class HeaderReader(Headers? headers)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string> _missing = [];

    /// <summary>What is wrong with the headers, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The headers that this service's own values stand in for.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>The event type, or null with a problem.</summary>
    public string? EventType() => Required(HeaderNames.Type);

    /// <summary>The metadata, or null with a problem.</summary>
    public EventMetadata? Metadata(string eventType, ServiceIdentity service, TimeProvider time)
    {
        Guid id = Id();
        DateTimeOffset at = Optional(HeaderNames.Time) is { } text ? Time(text) : time.GetUtcNow();
        int minorVersion = Optional(HeaderNames.MinorVersion) is { } number ? Number(number) : 0;
        string library = Optional(HeaderNames.SourceLibrary) is { } version ? Library(version) : service.Library;
        var metadata = new EventMetadata
        {
            EventType = eventType,
            Id = id,
            Time = at,
            Source = Optional(HeaderNames.Source) ?? service.Source,
            SourceHost = Optional(HeaderNames.SourceHost) ?? service.Host,
            SourceLibrary = library,
            MinorVersion = minorVersion,
        };
        return Problem is null ? metadata : null;
    }

    private Guid Id()
    {
        if (Required(HeaderNames.Id) is not { } text)
        {
            return Guid.Empty;
        }

        if (!UuidText.TryParse(Encoding.UTF8.GetBytes(text), out Guid id))
        {
            Fail($"its {HeaderNames.Id} header, '{text}', is not a UUID");
        }

        return id;
    }

    private DateTimeOffset Time(string text)
    {
        // A date-time ends with its offset; without one it is naive, and Python refuses it as it refuses other offsets.
        bool isUtc = text.EndsWith("+00:00", StringComparison.Ordinal) || text.EndsWith('Z');
        if (!IsoDateTime.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset time) || !isUtc)
        {
            Fail($"its {HeaderNames.Time} header, '{text}', is not a date-time in UTC such as 2024-01-02T03:04:05+00:00");
        }

        return time;
    }

    private int Number(string text)
    {
        if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number))
        {
            Fail($"its {HeaderNames.MinorVersion} header, '{text}', is not a number");
        }

        return number;
    }

    private string Library(string text)
    {
        if (!text.Split('.').All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            Fail($"its {HeaderNames.SourceLibrary} header, '{text}', is not integers with dots between them");
        }

        return text;
    }

    private string? Required(string name)
    {
        string? value = One(name);
        if (value is null)
        {
            Fail($"it has no {name} header");
        }

        return value;
    }

    private string? Optional(string name)
    {
        string? value = One(name);
        if (value is null && Problem is null)
        {
            _missing.Add(name);
        }

        return value;
    }

    private string? One(string name)
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
