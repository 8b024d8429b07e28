using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas;

/// <summary>
/// Writes Avro binary into memory that grows. Allocates nothing on the managed heap by itself, once its thread has written an event.
/// Follows the binary encoding of the Avro 1.12 specification.
/// </summary>
public ref partial struct AvroWriter : IDisposable
{
    private const int FirstLength = 4 * 1024;

    // Larger arrays come from the pool and go back to it.
    private const int MostRetained = 64 * 1024;

    // Cheaper by ten nanoseconds than the pool: most events fit it.
    [ThreadStatic]
    private static byte[]? _scratch;

    private Span<byte> _buffer;
    private byte[]? _owned;
    private int _position;
    private int _depth;

    // Writes into the caller's memory for as long as it surely suffices.
    internal AvroWriter(Span<byte> destination)
    {
        _buffer = destination;
    }

    private AvroWriter(byte[] owned)
    {
        _owned = owned;
        _buffer = owned;
    }

    /// <summary>A writer; <see cref="Dispose"/> gives its memory back.</summary>
    /// <param name="sizeHint">How many bytes to expect.</param>
    public static AvroWriter Rent(int sizeHint = FirstLength) => new(Take(sizeHint));

    /// <summary>How many bytes have been written.</summary>
    public readonly int Length => _position;

    /// <summary>What has been written. Valid until the next write or <see cref="Dispose"/>.</summary>
    public readonly ReadOnlySpan<byte> WrittenSpan => _buffer[.._position];

    /// <summary>What has been written, as an array of exactly that length.</summary>
    public readonly byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Gives the memory back. The writer must not be used afterwards.</summary>
    public void Dispose()
    {
        if (_owned is { } owned)
        {
            _owned = null;
            _buffer = default;
            Return(owned);
        }
    }

    /// <summary>
    /// Makes room and gives the place where it begins, for <see cref="AvroPut"/>; <see cref="Advance"/> says how far it was used.
    /// </summary>
    /// <param name="length">The most bytes that will be stored there.</param>
    /// <exception cref="EventDataException">An event of this size can't be.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Reserve(long length)
    {
        if (_buffer.Length - _position < length)
        {
            Grow(length);
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetReference(_buffer), _position);
    }

    /// <summary>Says how far the room was used that <see cref="Reserve"/> gave.</summary>
    /// <param name="end">The place behind the last byte.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(scoped ref byte end)
    {
        _position = (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(_buffer), ref end);
        Debug.Assert((uint)_position <= (uint)_buffer.Length, "A run of members took more than it had reserved.");
    }

    /// <summary>Writes an Avro <c>boolean</c>.</summary>
    public void WriteBoolean(bool value) => Advance(ref AvroPut.Boolean(ref Reserve(1), value));

    /// <summary>Writes an Avro <c>int</c>.</summary>
    public void WriteInt(int value) => Advance(ref AvroPut.Int(ref Reserve(5), value));

    /// <summary>Writes an Avro <c>long</c>.</summary>
    public void WriteLong(long value) => Advance(ref AvroPut.Long(ref Reserve(10), value));

    /// <summary>Writes an Avro <c>float</c>.</summary>
    public void WriteFloat(float value) => Advance(ref AvroPut.Float(ref Reserve(sizeof(float)), value));

    /// <summary>Writes an Avro <c>double</c>.</summary>
    public void WriteDouble(double value) => Advance(ref AvroPut.Double(ref Reserve(sizeof(double)), value));

    /// <summary>Writes Avro <c>bytes</c>.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value) =>
        Advance(ref AvroPut.Bytes(ref Reserve((long)AvroPut.MaxPrefix + value.Length), value));

    /// <summary>Writes an Avro <c>string</c>.</summary>
    /// <exception cref="EventDataException">The text holds a lone surrogate, which UTF-8 can't represent.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Advance(ref AvroPut.String(ref Reserve(AvroPut.MaxPrefix + ((long)AvroPut.MaxBytesPerChar * value.Length)), value));
    }

    /// <summary>Writes a date-time as the text that Python's <c>isoformat</c> gives, truncated to microseconds.</summary>
    public void WriteDateTimeText(DateTimeOffset value) =>
        Advance(ref AvroPut.DateTimeText(ref Reserve(1 + IsoDateTime.MaxLength), value));

    /// <summary>
    /// Writes a date-time as the text that Python's <c>isoformat</c> gives, truncated to microseconds; without an offset where its kind
    /// says none.
    /// </summary>
    public void WriteLocalDateTimeText(DateTime value) =>
        Advance(ref AvroPut.LocalDateTimeText(ref Reserve(1 + IsoDateTime.MaxLength), value));

    /// <summary>Writes a UUID as lower-case text with dashes.</summary>
    public void WriteGuidText(Guid value) => Advance(ref AvroPut.GuidText(ref Reserve(37), value));

    /// <summary>
    /// Starts the one block of a list or map that has items; write nothing but <see cref="WriteBlockEnd"/> where it has none.
    /// </summary>
    /// <param name="count">How many items follow; not 0.</param>
    public void WriteBlockStart(int count) => WriteLong(count);

    /// <summary>Ends a list or map.</summary>
    public void WriteBlockEnd() => WriteBoolean(false);

    /// <summary>Writes the index of a union's branch.</summary>
    /// <param name="index">The branch, from 0.</param>
    public void WriteUnionIndex(int index) => WriteInt(index);

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
    public void WriteRaw(scoped ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
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

    /// <summary>Copies what has been written where it went elsewhere than into the caller's memory.</summary>
    internal readonly void Complete(Span<byte> destination)
    {
        if (_position > destination.Length)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} bytes, and the event takes {_position}.", nameof(destination));
        }

        if (_owned is not null)
        {
            WrittenSpan.CopyTo(destination);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(long length)
    {
        long needed = _position + length;
        if (needed > Array.MaxLength)
        {
            throw new EventDataException($"An event can't have {needed} bytes", _position);
        }

        byte[] larger = Take((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _position)));
        WrittenSpan.CopyTo(larger);
        if (_owned is not null)
        {
            Return(_owned);
        }

        _owned = larger;
        _buffer = larger;
    }

    private static byte[] Take(int length)
    {
        byte[]? scratch = _scratch;
        if (scratch is not null && scratch.Length >= length)
        {
            _scratch = null;
            return scratch;
        }

        return length <= MostRetained
            ? GC.AllocateUninitializedArray<byte>(Math.Max(FirstLength, length))
            : ArrayPool<byte>.Shared.Rent(length);
    }

    private static void Return(byte[] array)
    {
        if (array.Length > MostRetained)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
        else if (_scratch is null || _scratch.Length < array.Length)
        {
            _scratch = array;
        }
    }
}
