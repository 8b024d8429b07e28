using System.Collections.Frozen;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>The headers that a set of conventions has for each part of an event's metadata. Immutable.</summary>
sealed class HeaderNames
{
    /// <summary>More than the number of contents.</summary>
    public const int Contents = 9;

    private readonly FrozenDictionary<string, EventHeaderContent> _contents;
    private readonly string?[] _names = new string?[Contents];

    public HeaderNames(EventConventions conventions)
    {
        Conventions = conventions;
        EventHeader[] read =
            [.. conventions.Headers.Where(header => header.Content is not (EventHeaderContent.Constant or EventHeaderContent.DataSchema))];
        foreach (EventHeader header in read)
        {
            _names[(int)header.Content] ??= header.Name;
        }

        _contents = read
            .DistinctBy(header => header.Content)
            .ToFrozenDictionary(header => header.Name, header => header.Content, StringComparer.Ordinal);
        EventType = Required(EventHeaderContent.EventType);
        Id = Required(EventHeaderContent.Id);
    }

    public EventConventions Conventions { get; }

    public string EventType { get; }

    public string Id { get; }

    /// <summary>The name of the header with a content; null where the conventions have none.</summary>
    public string? NameOf(EventHeaderContent content) => _names[(int)content];

    /// <summary>How many of the headers that are read a message doesn't have.</summary>
    public int CountMissing(Headers? headers)
    {
        int missing = _contents.Count;
        for (int i = 0; i < headers?.Count; i++)
        {
            missing -= _contents.ContainsKey(headers[i].Key) ? 1 : 0;
        }

        return missing;
    }

    /// <summary>The content of a header, if it is read.</summary>
    public bool TryGetContent(string name, out EventHeaderContent content) => _contents.TryGetValue(name, out content);

    private string Required(EventHeaderContent content) =>
        NameOf(content) ?? throw new InvalidOperationException($"The conventions of an event have no header for {content}.");
}
