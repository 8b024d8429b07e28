using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace EventSchemas;

/// <summary>
/// Writes Avro binary into a span: into the caller's own, or into a pooled buffer that grows. Allocates nothing on the
/// managed heap by itself. Follows the binary encoding of the Avro 1.12 specification.
/// </summary>
public ref partial struct AvroWriter : IDisposable
{
    private const int MaxVarintLength = 10;
    private const int MaxUtf8BytesPerChar = 3;

    private Span<byte> _buffer;
    private byte[]? _rented;
    private readonly bool _grows;
    private int _position;
    private int _depth;

    /// <summary>Writes into the caller's span and never beyond it.</summary>
    /// <param name="destination">Where to; one of exactly the right length is enough.</param>
    public AvroWriter(Span<byte> destination)
    {
        _buffer = destination;
    }

    private AvroWriter(byte[] rented)
    {
        _rented = rented;
        _buffer = rented;
        _grows = true;
    }

    /// <summary>Writes into a pooled buffer that grows as needed; <see cref="Dispose"/> gives it back.</summary>
    /// <param name="sizeHint">How many bytes to expect.</param>
    public static AvroWriter Rent(int sizeHint = 256) => new(ArrayPool<byte>.Shared.Rent(sizeHint));

    /// <summary>How many bytes have been written.</summary>
    public readonly int Length => _position;

    /// <summary>What has been written. Valid until the next write or <see cref="Dispose"/>.</summary>
    public readonly ReadOnlySpan<byte> WrittenSpan => _buffer[.._position];

    /// <summary>What has been written, as an array of exactly that length.</summary>
    public readonly byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Gives a pooled buffer back. The writer must not be used afterwards.</summary>
    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            _buffer = default;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Writes an Avro <c>boolean</c>.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(bool value)
    {
        Ensure(1);
        _buffer[_position++] = value ? (byte)1 : (byte)0;
    }

    /// <summary>Writes an Avro <c>int</c>.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt(int value) => WriteVarint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>Writes an Avro <c>long</c>.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteLong(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Writes an Avro <c>float</c>.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteFloat(float value)
    {
        Ensure(sizeof(float));
        BinaryPrimitives.WriteSingleLittleEndian(_buffer[_position..], value);
        _position += sizeof(float);
    }

    /// <summary>Writes an Avro <c>double</c>.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteDouble(double value)
    {
        Ensure(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer[_position..], value);
        _position += sizeof(double);
    }

    /// <summary>Writes Avro <c>bytes</c>.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteLong(value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes an Avro <c>string</c>.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    /// <exception cref="EventDataException">The text holds a lone surrogate, which UTF-8 can't represent.</exception>
    public void WriteString(string value)
    {
        int guess = VarintLength((ulong)value.Length << 1);
        Span<byte> free = _buffer[_position..];
        if (value.Length <= AsciiTranscoder.MaxLength && free.Length >= guess + value.Length
            && AsciiTranscoder.TryNarrow(value, free[guess..]))
        {
            PutVarint(free, (ulong)value.Length << 1);
            _position += guess + value.Length;
            return;
        }

        WriteStringSlow(value, guess);
    }

    /// <summary>Writes a date-time as the text that Python's <c>isoformat</c> gives, truncated to microseconds.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteDateTimeText(DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[IsoDateTime.MaxLength];
        WriteBytes(text[..IsoDateTime.Format(value, text)]);
    }

    /// <summary>Writes a date-time as the text that Python's <c>isoformat</c> gives, truncated to microseconds; without an offset where its kind says none.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteLocalDateTimeText(DateTime value)
    {
        Span<byte> text = stackalloc byte[IsoDateTime.MaxLength];
        WriteBytes(text[..IsoDateTime.Format(value, text)]);
    }

    /// <summary>Writes a UUID as lower-case text with dashes.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteGuidText(Guid value)
    {
        Span<byte> text = stackalloc byte[36];
        bool formatted = value.TryFormat(text, out int length);
        Debug.Assert(formatted, "The default format of a Guid is 36 characters.");
        WriteBytes(text[..length]);
    }

    /// <summary>Starts the one block of a list or map that has items; write nothing but <see cref="WriteBlockEnd"/> where it has none.</summary>
    /// <param name="count">How many items follow; not 0.</param>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteBlockStart(int count) => WriteLong(count);

    /// <summary>Ends a list or map.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteBlockEnd() => WriteBoolean(false);

    /// <summary>Writes the index of a union's branch.</summary>
    /// <param name="index">The branch, from 0.</param>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUnionIndex(int index) => WriteVarint((uint)index << 1);

    /// <summary>Enters a record that can contain itself; <see cref="Leave"/> it afterwards.</summary>
    /// <exception cref="EventDataException">Too many of them lie in each other.</exception>
    public void Enter()
    {
        if (++_depth > AvroLimits.Default.MaxDepth)
        {
            throw new EventDataException($"Records lie more than {AvroLimits.Default.MaxDepth} deep in each other", _position);
        }
    }

    /// <summary>Leaves a record that was entered.</summary>
    public void Leave() => _depth--;

    /// <summary>Writes bytes as they are.</summary>
    /// <exception cref="ArgumentException">The caller's span is too small.</exception>
    public void WriteRaw(scoped ReadOnlySpan<byte> value)
    {
        Ensure(value.Length);
        value.CopyTo(_buffer[_position..]);
        _position += value.Length;
    }

    /// <summary>The exception for a member that the schema requires and the event lacks.</summary>
    /// <param name="member">The member, as C# names it.</param>
    public readonly EventDataException NullMember(string member) =>
        new($"{member} is null, but its schema requires a value: give it one, or make the member nullable", _position);

    /// <summary>The exception for an enum's value that is none of its members.</summary>
    /// <param name="name">The enum, as the schema names it.</param>
    /// <param name="value">The value.</param>
    public readonly EventDataException UnknownEnumValue(string name, string value) =>
        new($"{value} is no member of the enum {name}, so that its schema has no symbol for it", _position);

    /// <summary>The exception for a record that is no branch of its union.</summary>
    /// <param name="union">The union, as C# names it.</param>
    /// <param name="type">The record's type.</param>
    public readonly EventDataException UnknownBranch(string union, Type type) =>
        new($"{type?.Name} is no branch of {union}: add it to the end of its [AvroUnion]", _position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteVarint(ulong value)
    {
        if (value < 0x80 && _position < _buffer.Length)
        {
            _buffer[_position++] = (byte)value;
            return;
        }

        WriteVarintSlow(value);
    }

    private void WriteVarintSlow(ulong value)
    {
        Ensure(VarintLength(value));
        _position += PutVarint(_buffer[_position..], value);
    }

    private void WriteStringSlow(string value, int guess)
    {
        Span<byte> free = _buffer[_position..];
        long worstCase = MaxVarintLength + (long)value.Length * MaxUtf8BytesPerChar;
        if (free.Length < worstCase)
        {
            int length = System.Text.Encoding.UTF8.GetByteCount(value);
            guess = VarintLength((ulong)length << 1);
            Ensure(guess + length);
            free = _buffer[_position..];
        }

        OperationStatus status = Utf8.FromUtf16(value, free[guess..], out _, out int written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            throw new EventDataException("The text holds a lone surrogate, which UTF-8 can't represent", _position);
        }

        int prefix = VarintLength((ulong)written << 1);
        if (prefix != guess)
        {
            free.Slice(guess, written).CopyTo(free[prefix..]);
        }

        PutVarint(free, (ulong)written << 1);
        _position += prefix + written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_buffer.Length - _position < count)
        {
            Grow(count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        if (!_grows)
        {
            throw new ArgumentException($"The destination has {_buffer.Length} bytes, and the event needs at least {(long)_position + count}.");
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max((long)_position + count, 2L * _buffer.Length)));
        WrittenSpan.CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _rented = larger;
        _buffer = larger;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int VarintLength(ulong value)
    {
        int length = 1;
        while ((value >>= 7) != 0)
        {
            length++;
        }

        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PutVarint(Span<byte> destination, ulong value)
    {
        int length = 0;
        while (value >= 0x80)
        {
            destination[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[length++] = (byte)value;
        return length;
    }
}
