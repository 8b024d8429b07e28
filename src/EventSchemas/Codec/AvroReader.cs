using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Reads Avro binary from a span. Every length and count is checked against the remaining bytes before memory is allocated for it. Follows
/// the binary encoding of the Avro 1.12 specification strictly: a varint that is too long, a boolean other than 0 and 1, and text that
/// isn't UTF-8 are errors.
/// </summary>
/// <param name="data">The data.</param>
/// <param name="limits">Bounds on the data; <see langword="null"/> means <see cref="AvroLimits.Default"/>.</param>
public ref partial struct AvroReader(ReadOnlySpan<byte> data, AvroLimits? limits = null)
{
    // The maximum initial capacity of a list or map: counts come from the wire.
    private const int MaxPresizedItems = 1_024;

    private const int MaxVarintLength = 10;

    // The bits of a length prefix that is negative, or longer than one byte.
    private const uint NegativeOrLong = 0x81;

    private readonly ReadOnlySpan<byte> _data = data;
    private readonly AvroLimits _limits = limits ?? AvroLimits.Default;
    private int _position;
    private int _depth;
    private int _items;
    private int _emptyItems;
    private ReaderMarks? _marks;

    /// <summary>The number of bytes that have been read.</summary>
    public readonly int Position => _position;

    /// <summary>The number of bytes that are left.</summary>
    public readonly int Remaining => _data.Length - _position;

    /// <summary>Reads an Avro <c>boolean</c>.</summary>
    /// <exception cref="EventDataException">The data ends here, or the byte is neither 0 nor 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBoolean()
    {
        int position = _position;
        if ((uint)position < (uint)_data.Length && _data[position] is <= 1 and byte value)
        {
            _position = position + 1;
            return value != 0;
        }

        throw InvalidBoolean();
    }

    /// <summary>Reads an Avro <c>int</c>.</summary>
    /// <exception cref="EventDataException">The data ends here, or the number doesn't fit 32 bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt()
    {
        int position = _position;
        if ((uint)position < (uint)_data.Length && _data[position] is < 0x80 and byte small)
        {
            _position = position + 1;
            return (small >> 1) ^ -(small & 1);
        }

        return ReadIntSlow();
    }

    /// <summary>Reads an Avro <c>long</c>.</summary>
    /// <exception cref="EventDataException">The data ends here, or the number is longer than ten bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadLong()
    {
        int position = _position;
        if ((uint)position < (uint)_data.Length && _data[position] is < 0x80 and byte small)
        {
            _position = position + 1;
            return (small >> 1) ^ -(small & 1);
        }

        return ReadLongSlow();
    }

    /// <summary>Reads an Avro <c>float</c>.</summary>
    /// <exception cref="EventDataException">The data ends here.</exception>
    public float ReadFloat() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float), "a float"));

    /// <summary>Reads an Avro <c>double</c>.</summary>
    /// <exception cref="EventDataException">The data ends here.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double), "a double"));

    /// <summary>Reads Avro <c>bytes</c> into an array.</summary>
    /// <exception cref="EventDataException">The length is negative or beyond the end of the data.</exception>
    public byte[] ReadBytes() => ReadBytesSpan("bytes").ToArray();

    /// <summary>Reads an Avro <c>string</c>.</summary>
    /// <exception cref="EventDataException">The length is negative or beyond the end of the data, or the text is not UTF-8.</exception>
    public string ReadString() => ReadString(default(NewStrings));

    /// <summary>Reads an Avro <c>string</c> whose values repeat.</summary>
    /// <param name="cache">The strings that were read before.</param>
    /// <exception cref="EventDataException">The length is negative or beyond the end of the data, or the text is not UTF-8.</exception>
    public string ReadString(AvroStringCache cache) => ReadString(new CachedStrings(cache));

    /// <summary>Reads a date-time in the format of Python's <c>isoformat</c>. Without an offset it is taken as UTC.</summary>
    /// <exception cref="EventDataException">The text isn't a date-time.</exception>
    public DateTimeOffset ReadDateTimeText()
    {
        int start = _position;
        ReadOnlySpan<byte> text = ReadBytesSpan("a date-time");
        return IsoDateTime.TryParse(text, out DateTimeOffset value)
            ? value
            : throw InvalidDateTime(text, start);
    }

    /// <summary>Reads a UUID from text, in any of the forms that Python's <c>UUID()</c> accepts.</summary>
    /// <exception cref="EventDataException">The text isn't a UUID.</exception>
    public Guid ReadGuidText()
    {
        int start = _position;
        ReadOnlySpan<byte> text = ReadBytesSpan("a UUID");
        return UuidText.TryParse(text, out Guid value) ? value : throw Invalid($"{Quote(text)} is not a UUID", start);
    }

    /// <summary>Reads the index of a union's branch.</summary>
    /// <param name="branches">The number of branches of the union.</param>
    /// <exception cref="EventDataException">The union has no such branch.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadUnionIndex(int branches)
    {
        int start = _position;
        int index = ReadInt();
        return (uint)index < (uint)branches ? index : throw OutOfRange(index, branches, "Branch", "the union", "branches", start);
    }

    /// <summary>Reads an enum.</summary>
    /// <param name="symbols">The number of symbols of the enum.</param>
    /// <returns>The index of the symbol, from 0.</returns>
    /// <exception cref="EventDataException">The enum has no such symbol.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadEnum(int symbols)
    {
        int start = _position;
        int index = ReadInt();
        return (uint)index < (uint)symbols ? index : throw OutOfRange(index, symbols, "Symbol", "the enum", "symbols", start);
    }

    /// <summary>Reads the number of items in the next block of a list or map; 0 ends the list or map.</summary>
    /// <param name="minItemLength">
    /// The minimum length of one item, in bytes. A block that can't fit the data is rejected before its items are read.
    /// </param>
    /// <exception cref="EventDataException">The block claims more items than the data can hold.</exception>
    public int ReadBlockCount(int minItemLength)
    {
        int start = _position;
        long count = ReadLong();
        if (count < 0)
        {
            count = count == long.MinValue ? long.MaxValue : -count;
            long length = ReadLong();
            if (length < 0 || length > Remaining)
            {
                throw Invalid($"A block claims to be {length} bytes long, and {Remaining} bytes are left", start);
            }
        }

        if (minItemLength > 0 && count > Remaining / minItemLength)
        {
            throw Invalid($"A block claims {count} items of at least {minItemLength} bytes each, and {Remaining} bytes are left", start);
        }

        if (minItemLength == 0)
        {
            Count(ref _emptyItems, count, _limits.MaxEmptyItems, "that take no bytes", start);
        }

        Count(ref _items, count, _limits.MaxItems, "in lists and maps", start);
        return (int)count;
    }

    /// <summary>The initial capacity for the items of a block.</summary>
    /// <param name="count">The result of <see cref="ReadBlockCount(int)"/>.</param>
    public static int Capacity(int count) => Math.Min(count, MaxPresizedItems);

    /// <summary>Enters a recursive record. Call <see cref="Leave"/> afterwards.</summary>
    /// <exception cref="EventDataException">The records are nested too deeply.</exception>
    public void Enter()
    {
        if (++_depth > _limits.MaxDepth)
        {
            throw Invalid($"Records are nested more than {_limits.MaxDepth} deep");
        }
    }

    /// <summary>Leaves a recursive record.</summary>
    public void Leave() => _depth--;

    /// <summary>Checks that the data ends here.</summary>
    /// <exception cref="EventDataException">More bytes follow.</exception>
    public readonly void EnsureEnd()
    {
        if (Remaining > 0)
        {
            throw Invalid($"The event ends here, and {Remaining} more bytes follow");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> ReadBytesSpan(string what)
    {
        int position = _position;
        ReadOnlySpan<byte> data = _data;
        if ((uint)position < (uint)data.Length)
        {
            uint prefix = data[position++];
            uint length = prefix >> 1;
            if ((prefix & NegativeOrLong) == 0 && length <= (uint)(data.Length - position))
            {
                _position = position + (int)length;
                return data.Slice(position, (int)length);
            }
        }

        return ReadBytesSpanSlow(what);
    }

    private ReadOnlySpan<byte> ReadBytesSpanSlow(string what)
    {
        int start = _position;
        long length = ReadLong();
        if ((ulong)length > (ulong)Remaining)
        {
            throw Invalid(
                length < 0 ? $"The length of {what} is {length}" : $"The length of {what} is {length}, and {Remaining} bytes are left",
                start);
        }

        if (length > _limits.MaxLength)
        {
            throw Invalid($"The length of {what} is {length}, and {_limits.MaxLength} bytes are the most that one value may have", start);
        }

        ReadOnlySpan<byte> bytes = _data.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    private int ReadIntSlow()
    {
        int start = _position;
        long value = ReadLongSlow();
        return value == (int)value ? (int)value : throw Invalid($"{value} does not fit an int", start);
    }

    // The type argument is a struct, so that the JIT compiles a specialized method for each source.
    private string ReadString<TSource>(TSource source)
        where TSource : struct, IStringSource
    {
        int position = _position;
        ReadOnlySpan<byte> data = _data;
        if ((uint)position < (uint)data.Length)
        {
            uint prefix = data[position++];
            uint length = prefix >> 1;
            if ((prefix & NegativeOrLong) == 0 && length <= (uint)(data.Length - position)
                && source.Get(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), position), length) is { } text)
            {
                _position = position + (int)length;
                return text;
            }
        }

        return ReadStringSlow();
    }

    private string ReadStringSlow()
    {
        int start = _position;
        ReadOnlySpan<byte> bytes = ReadBytesSpan("a string");
        string? text = bytes.Length < AsciiTranscoder.ShortLength ? TranscodeShort(bytes)
            : Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
            : null;
        return text ?? throw Invalid("A string is not valid UTF-8", start);
    }

    private static string? TranscodeShort(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[AsciiTranscoder.ShortLength];
        return Utf8.ToUtf16(bytes, text, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done
            ? new string(text[..length])
            : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ReadLongSlow()
    {
        ReadOnlySpan<byte> data = _data[_position..];
        ulong value = 0;
        for (int i = 0; i < MaxVarintLength && i < data.Length; i++)
        {
            byte part = data[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80 && (i < MaxVarintLength - 1 || part <= 1))
            {
                _position += i + 1;
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw Invalid(data.Length < MaxVarintLength ? "The data ends inside a number" : "A number is longer than 64 bits");
    }

    private static void Count(ref int items, long count, int most, string what, int start)
    {
        if (count > most - items)
        {
            throw Invalid($"A block claims {count} items; {most} items {what} are the most that one event may have", start);
        }

        items += (int)count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int length, string what)
    {
        int position = _position;
        if (length > _data.Length - position)
        {
            throw Truncated(length, what);
        }

        _position = position + length;
        return _data.Slice(position, length);
    }

    private readonly EventDataException Truncated(int count, string what) =>
        Invalid($"The data ends inside {what}: {count} bytes are needed, and {Remaining} are left");

    private readonly EventDataException InvalidBoolean() => Remaining == 0
        ? Truncated(1, "a boolean")
        : Invalid($"A boolean is 0 or 1, and this byte is {_data[_position]}");

    private static EventDataException OutOfRange(int index, int count, string what, string where, string whats, int start) =>
        Invalid($"{what} {index} is outside {where}, which has {count} {whats}", start);

    private readonly EventDataException Invalid(string problem) => new(problem, _position);

    private static EventDataException Invalid(string problem, int start) => new(problem, start);

    private static EventDataException InvalidDateTime(ReadOnlySpan<byte> text, int start) =>
        Invalid($"{Quote(text)} is not an ISO 8601 date-time such as 2024-01-02T03:04:05.678901+00:00", start);

    private static string Quote(ReadOnlySpan<byte> text)
    {
        const int shown = 64;
        string start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, shown)]);
        return text.Length > shown ? $"'{start}…'" : $"'{start}'";
    }

    private interface IStringSource
    {
        string? Get(ref byte source, uint length);
    }

    private readonly struct NewStrings : IStringSource
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public string? Get(ref byte source, uint length) => AsciiTranscoder.TryWiden(ref source, length);
    }

    private readonly struct CachedStrings(AvroStringCache cache) : IStringSource
    {
        public string? Get(ref byte source, uint length) => cache.Get(ref source, length);
    }
}
