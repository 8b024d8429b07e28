using System.Globalization;
using System.Runtime.CompilerServices;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// What the headers of a message say. As in the Python services names are compared exactly, and a header that is read must not come twice.
/// Looks at each header once.
/// </summary>
struct HeaderParts : IMetadataParts
{
    private readonly HeaderNames _names;
    private readonly KafkaMessage? _message;
    private Values _values;
    private Counts _counts;

    /// <param name="headers">The headers.</param>
    /// <param name="names">Which of them are read.</param>
    /// <param name="message">The message, which is asked for its place only where a header is missing; null where nobody needs it.</param>
    public HeaderParts(Headers? headers, HeaderNames names, KafkaMessage? message)
    {
        _names = names;
        _message = message;
        for (int i = 0; i < headers?.Count; i++)
        {
            IHeader header = headers[i];
            if (names.TryGetContent(header.Key, out EventHeaderContent content))
            {
                _values[(int)content] = _counts[(int)content] == 0 ? header.GetValueBytes() : _values[(int)content];
                _counts[(int)content]++;
            }
        }
    }

    public readonly string Topic => Origin.Topic;

    public readonly string Position
    {
        get
        {
            TopicPartitionOffset origin = Origin;
            return string.Create(CultureInfo.InvariantCulture, $"{origin.Topic}\n{origin.Partition.Value}\n{origin.Offset.Value}");
        }
    }

    public readonly DateTimeOffset? Written => _message?.WrittenAt;

    private readonly TopicPartitionOffset Origin =>
        _message?.Origin ?? throw new InvalidOperationException("The place of this message isn't known here.");

    /// <summary>A reader of the headers of a message.</summary>
    public static MetadataReader<HeaderParts> Reader(KafkaMessage message, HeaderNames names, RepeatedTexts texts) =>
        new(new HeaderParts(message.Headers, names, message), texts);

    public readonly bool TryGet(EventHeaderContent content, out ReadOnlySpan<byte> bytes)
    {
        bytes = _values[(int)content];
        return _values[(int)content] is not null;
    }

    public readonly string? ProblemOf(EventHeaderContent content) => _counts[(int)content] > 1
        ? $"it has {_counts[(int)content]} {_names.NameOf(content)} headers"
        : null;

    public readonly string NameOf(EventHeaderContent content) => $"{_names.NameOf(content)} header";

    [InlineArray(HeaderNames.Contents)]
    private struct Values
    {
        private byte[]? _first;
    }

    [InlineArray(HeaderNames.Contents)]
    private struct Counts
    {
        private int _first;
    }
}
