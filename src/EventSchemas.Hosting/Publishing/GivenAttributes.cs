using System.Collections.ObjectModel;

namespace EventSchemas.Hosting;

/// <summary>The attributes of CloudEvents that only some events have, because their publisher gave them. Immutable.</summary>
sealed class GivenAttributes
{
    private static readonly GivenAttributes OnlyReplay =
        new(subject: null, ReadOnlyDictionary<string, string>.Empty, isReplay: true);

    private GivenAttributes(string? subject, IReadOnlyDictionary<string, string> extensions, bool isReplay)
    {
        Subject = subject;
        Extensions = extensions;
        IsReplay = isReplay;
    }

    /// <summary>What the event is about; null if it isn't said.</summary>
    public string? Subject { get; }

    /// <summary>The extension attributes, by name.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; }

    /// <summary>Whether the event says again what happened before.</summary>
    public bool IsReplay { get; }

    /// <summary>The names and texts of their headers, in the order in which they are written.</summary>
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

    /// <summary>The attributes; null where there are none, as for most events.</summary>
    public static GivenAttributes? Of(string? subject, IReadOnlyDictionary<string, string> extensions, bool isReplay) =>
        subject is not null || extensions.Count > 0 ? new GivenAttributes(subject, extensions, isReplay)
        : isReplay ? OnlyReplay
        : null;
}
