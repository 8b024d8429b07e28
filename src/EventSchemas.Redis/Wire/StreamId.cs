using System.Buffers.Text;
using System.Globalization;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>The id of an entry: when the server took it, in milliseconds since 1970, and a number. Immutable.</summary>
readonly record struct StreamId(ulong Milliseconds, ulong Sequence) : IComparable<StreamId>
{
    // A number of 63 bits keeps their order: milliseconds until the year 2109, and two million entries in each.
    private const int SequenceBits = 21;
    private const ulong MaxSequence = (1UL << SequenceBits) - 1;
    private const ulong MaxMilliseconds = (1UL << (63 - SequenceBits)) - 1;

    /// <summary>Before the first entry.</summary>
    public static StreamId Zero => default;

    /// <summary>The id that follows.</summary>
    public StreamId Next => Sequence == ulong.MaxValue ? new(Milliseconds + 1, 0) : new(Milliseconds, Sequence + 1);

    /// <summary>When the server took the entry; the end of the year 9999 for an id that somebody made up.</summary>
    public DateTimeOffset Time => Milliseconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)Milliseconds)
        : DateTimeOffset.MaxValue;

    /// <summary>A number that grows like the ids. Those that no server makes by itself can have the same number.</summary>
    public long ToOffset() => Milliseconds > MaxMilliseconds
        ? long.MaxValue
        : (long)((Milliseconds << SequenceBits) | Math.Min(Sequence, MaxSequence));

    /// <summary>The id of a number.</summary>
    public static StreamId OfOffset(long offset) => offset < 0 ? Zero : new((ulong)offset >> SequenceBits, (ulong)offset & MaxSequence);

    /// <summary>The first id at a time.</summary>
    public static StreamId At(DateTimeOffset time) => new((ulong)Math.Max(0, time.ToUnixTimeMilliseconds()), 0);

    /// <summary>Reads an id as the server writes it.</summary>
    public static StreamId Parse(RedisValue id) =>
        TryParse(((ReadOnlyMemory<byte>)id).Span, out StreamId parsed) ? parsed : throw new FormatException($"{id} isn't an entry's id.");

    /// <summary>Reads an id.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out StreamId id)
    {
        id = default;
        if (!Utf8Parser.TryParse(text, out ulong milliseconds, out int length))
        {
            return false;
        }

        ulong sequence = 0;
        if (length < text.Length
            && (text[length] != (byte)'-'
                || !Utf8Parser.TryParse(text[(length + 1)..], out sequence, out int rest)
                || length + 1 + rest != text.Length))
        {
            return false;
        }

        id = new StreamId(milliseconds, sequence);
        return true;
    }

    public int CompareTo(StreamId other) => Milliseconds != other.Milliseconds
        ? Milliseconds.CompareTo(other.Milliseconds)
        : Sequence.CompareTo(other.Sequence);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds}-{Sequence}");

    public static bool operator <(StreamId left, StreamId right) => left.CompareTo(right) < 0;

    public static bool operator >(StreamId left, StreamId right) => left.CompareTo(right) > 0;

    public static bool operator <=(StreamId left, StreamId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StreamId left, StreamId right) => left.CompareTo(right) >= 0;
}
