using System.Runtime.CompilerServices;
using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>What the fields of an entry say: of those with one name the last, and an empty one is missing, as in the Python services.
/// </summary>
struct FieldParts : IMetadataParts
{
    private readonly RedisMessage _message;
    private Values _values;

    public FieldParts(RedisMessage message)
    {
        _message = message;
        NameValueEntry[] fields = message.Entry.Fields;
        for (int i = 0; i < fields.Length; i++)
        {
            ReadOnlySpan<byte> name = EntryFields.SpanOf(fields[i].Name);

            // Mostly they are in the order of those who write them.
            if (i < EntryFields.Metadata.Length && name.SequenceEqual(EntryFields.SpanOf(EntryFields.Metadata[i].Name)))
            {
                _values[(int)EntryFields.Metadata[i].Content] = fields[i].Value;
            }
            else if (!name.SequenceEqual(EntryFields.SpanOf(EntryFields.Data)))
            {
                Find(name, fields[i].Value);
            }
        }
    }

    public readonly string Topic => _message.OriginStream;

    public readonly string Position => $"{_message.OriginStream}\n{_message.OriginId}";

    public readonly DateTimeOffset? Written => _message.OriginId.Time;

    public readonly bool TryGet(EventHeaderContent content, out ReadOnlySpan<byte> bytes)
    {
        RedisValue value = _values[(int)content];
        bytes = ((ReadOnlyMemory<byte>)value).Span;
        return !value.IsNullOrEmpty;
    }

    public readonly string? ProblemOf(EventHeaderContent content) => null;

    public readonly string NameOf(EventHeaderContent content) =>
        $"field {Array.Find(EntryFields.Metadata, field => field.Content == content).Name}";

    private void Find(ReadOnlySpan<byte> name, RedisValue value)
    {
        foreach ((EventHeaderContent content, RedisValue known) in EntryFields.Metadata)
        {
            if (name.SequenceEqual(EntryFields.SpanOf(known)))
            {
                _values[(int)content] = value;
                return;
            }
        }
    }

    [InlineArray(9)]
    private struct Values
    {
        private RedisValue _first;
    }
}
