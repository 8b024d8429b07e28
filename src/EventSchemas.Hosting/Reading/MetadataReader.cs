using System.Text;

namespace EventSchemas.Hosting;

/// <summary>Reads the metadata of an event as the Python services do. Collects the first problem, and which parts were missing.</summary>
/// <typeparam name="TParts">What the message says, as its transport has it.</typeparam>
ref struct MetadataReader<TParts>(TParts parts, RepeatedTexts texts)
    where TParts : struct, IMetadataParts
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private uint _missing;

    /// <summary>The first problem with the metadata, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the message doesn't have a part that was asked for.</summary>
    public readonly bool IsMissing(EventHeaderContent content) => (_missing & (1u << (int)content)) != 0;

    /// <summary>A part as text; null where the message doesn't have it, empty with a problem where it can't be read.</summary>
    public string? Text(EventHeaderContent content)
    {
        if (!TryGet(content, out ReadOnlySpan<byte> bytes))
        {
            return null;
        }

        try
        {
            return texts.Get(content, bytes, StrictUtf8);
        }
        catch (DecoderFallbackException)
        {
            Fail($"its {parts.NameOf(content)} is not UTF-8");
            return "";
        }
    }

    /// <summary>The metadata, or null with a problem.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="rules">How it is read.</param>
    /// <param name="time">What time it is now.</param>
    public EventMetadata? Read(string eventType, MetadataRules rules, TimeProvider time)
    {
        Guid id = ReadId(rules);
        DateTimeOffset at = ReadTime(rules, time);
        int minorVersion = ReadMinorVersion();
        string library = ReadLibrary(rules);
        string source = ReadSource(rules);
        string host = Text(EventHeaderContent.SourceHost) ?? rules.Host;
        return Problem is not null
            ? null
            : new EventMetadata
            {
                EventType = eventType,
                Id = id,
                Time = at,
                Source = source,
                SourceHost = host,
                SourceLibrary = library,
                MinorVersion = minorVersion,
            };
    }

    private string ReadSource(MetadataRules rules) => Text(EventHeaderContent.Source) ?? rules.Source ?? parts.Topic;

    // Python makes a new id where there is none, so that nobody can tell events apart. One that is made here is the same each time.
    private Guid ReadId(MetadataRules rules)
    {
        if (!TryGet(EventHeaderContent.Id, out ReadOnlySpan<byte> bytes) || (bytes.IsEmpty && !rules.NeedsId))
        {
            if (!rules.NeedsId)
            {
                return DerivedId.OfPosition(parts.Position);
            }

            Fail($"it has no {parts.NameOf(EventHeaderContent.Id)}");
            return default;
        }

        if (UuidText.TryParse(bytes, out Guid id))
        {
            return id;
        }

        if (rules.TakesAnyId)
        {
            return DerivedId.Of(ReadSource(rules), Text(EventHeaderContent.Id)!);
        }

        Refuse(EventHeaderContent.Id, "is not a UUID");
        return default;
    }

    // Python rejects a date-time without an offset, or with an offset other than UTC.
    private DateTimeOffset ReadTime(MetadataRules rules, TimeProvider time)
    {
        if (!TryGet(EventHeaderContent.Time, out ReadOnlySpan<byte> bytes))
        {
            return (rules.Source is null ? parts.Written : null) ?? time.GetUtcNow();
        }

        DateTimeOffset at;
        if (rules.TakesAnyOffset)
        {
            if (!IsoDateTime.TryParse(bytes, out at, out bool hasOffset) || !hasOffset)
            {
                Refuse(EventHeaderContent.Time, "is not a date-time with an offset such as 2024-01-02T03:04:05Z");
            }
        }
        else if (!MessageTime.TryParse(bytes, out at))
        {
            Refuse(EventHeaderContent.Time, "is not a date-time in UTC such as 2024-01-02T03:04:05+00:00");
        }

        return at.ToUniversalTime();
    }

    private int ReadMinorVersion()
    {
        if (Text(EventHeaderContent.MinorVersion) is not { } text)
        {
            return 0;
        }

        if (MetadataText.MinorVersion(text) is not { } number)
        {
            Refuse(EventHeaderContent.MinorVersion, "is not a number");
            return 0;
        }

        return number;
    }

    private string ReadLibrary(MetadataRules rules)
    {
        if (Text(EventHeaderContent.SourceLibrary) is not { } text)
        {
            return rules.Library;
        }

        if (!MetadataText.IsLibrary(text))
        {
            Refuse(EventHeaderContent.SourceLibrary, "is not integers with dots between them");
        }

        return text;
    }

    private bool TryGet(EventHeaderContent content, out ReadOnlySpan<byte> bytes)
    {
        Problem ??= parts.ProblemOf(content);
        if (parts.TryGet(content, out bytes))
        {
            return true;
        }

        _missing |= 1u << (int)content;
        return false;
    }

    private void Refuse(EventHeaderContent content, string problem)
    {
        if (Problem is null && Text(content) is { } text)
        {
            Fail($"its {parts.NameOf(content)}, '{MetadataText.Shortened(text)}', {problem}");
        }
    }

    private void Fail(string problem) => Problem ??= problem;
}
