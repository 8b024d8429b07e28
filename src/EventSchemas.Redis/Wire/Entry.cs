using System.Text;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>An entry of a stream. Immutable.</summary>
/// <param name="Stream">The stream, with the deployment's prefix.</param>
/// <param name="Id">The entry's id.</param>
/// <param name="Fields">Its fields; a name can come twice, and then the last one counts, as in the Python services.</param>
sealed record Entry(string Stream, StreamId Id, NameValueEntry[] Fields)
{
    /// <summary>How many bytes its values have.</summary>
    public long Length
    {
        get
        {
            long length = 0;
            foreach (NameValueEntry one in Fields)
            {
                length += one.Value.Length();
            }

            return length;
        }
    }

    /// <summary>The last field of a name; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Find(RedisValue name)
    {
        ReadOnlySpan<byte> wanted = EntryFields.SpanOf(name);
        for (int i = Fields.Length - 1; i >= 0; i--)
        {
            if (EntryFields.SpanOf(Fields[i].Name).SequenceEqual(wanted))
            {
                return (ReadOnlyMemory<byte>)Fields[i].Value;
            }
        }

        return null;
    }

    /// <summary>The last field of a name as text, which may come from anybody; null where there is none.</summary>
    public string? FindText(RedisValue name) => Find(name) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    /// <summary>The entry, for people: <c>orders@1684306039300-0</c>.</summary>
    public override string ToString() => $"{Stream}@{Id}";
}
