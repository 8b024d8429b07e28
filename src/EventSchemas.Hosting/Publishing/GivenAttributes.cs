using System.Collections.ObjectModel;
using System.Globalization;

namespace EventSchemas.Hosting;

/// <summary>What only some events say, because their publisher gave it. Immutable.</summary>
sealed class GivenAttributes
{
    private static readonly GivenAttributes OnlyReplay =
        new(metadata: null, subject: null, ReadOnlyDictionary<string, string>.Empty, isReplay: true);

    private GivenAttributes(
        EventMetadata? metadata, string? subject, IReadOnlyDictionary<string, string> extensions, bool isReplay)
    {
        Metadata = metadata;
        Subject = subject;
        Extensions = extensions;
        IsReplay = isReplay;
    }

    /// <summary>
    /// What an event came with that is passed on; null for those of this service. The id and the time are the outgoing event's.
    /// </summary>
    public EventMetadata? Metadata { get; }

    /// <summary>What the event is about; null if it isn't said.</summary>
    public string? Subject { get; }

    /// <summary>The extension attributes, by name.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; }

    /// <summary>Whether the event says again what happened before.</summary>
    public bool IsReplay { get; }

    /// <summary>The names and texts of the headers of subject and extensions, in the order in which they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers
    {
        get
        {
            var headers = new List<KeyValuePair<string, string>>(Extensions.Count + 2);
            if (Subject is not null)
            {
                headers.Add(new(EventContext.AttributePrefix + "subject", Subject));
            }

            foreach ((string name, string text) in Extensions)
            {
                headers.Add(new(EventContext.AttributePrefix + name, text));
            }

            if (IsReplay)
            {
                headers.Add(new(EventContext.ReplayHeader, "true"));
            }

            return headers;
        }
    }

    /// <summary>What a part of the metadata says in place of the service's own; null where that counts.</summary>
    public string? TextOf(EventHeaderContent content) => content switch
    {
        EventHeaderContent.Source => Metadata?.Source,
        EventHeaderContent.SourceHost => Metadata?.SourceHost,
        EventHeaderContent.SourceLibrary => Metadata is { SourceLibrary: { Length: > 0 } library } ? library : null,
        EventHeaderContent.MinorVersion => Metadata?.MinorVersion.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The attributes; null where there are none, as for most events.</summary>
    public static GivenAttributes? Of(
        EventMetadata? metadata, string? subject, IReadOnlyDictionary<string, string> extensions, bool isReplay) =>
        metadata is not null || subject is not null || extensions.Count > 0
            ? new GivenAttributes(metadata, subject, extensions, isReplay)
            : isReplay ? OnlyReplay
            : null;
}
