using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas;

/// <summary>
/// Writes Avro binary into a buffer that grows. It allocates nothing on the managed heap after its thread has written a first event.
/// Follows the binary encoding of the Avro 1.12 specification.
/// </summary>
public ref partial struct AvroWriter : IDisposable
{
    private const int InitialLength = 4 * 1024;

    // Larger arrays are rented from the pool.
    private const int MaxRetainedLength = 64 * 1024;

    // Ten nanoseconds cheaper than the pool; most events fit.
    [ThreadStatic]
    private static byte[]? _scratch;

    private Span<byte> _buffer;
    private byte[]? _owned;
    private int _position;
    private int _depth;

    // Writes into the caller's memory until it might not suffice.
    internal AvroWriter(Span<byte> destination)
    {
        _buffer = destination;
    }

    private AvroWriter(byte[] owned)
    {
        _owned = owned;
        _buffer = owned;
    }

    /// <summary>Creates a writer with rented memory, which <see cref="Dispose"/> returns.</summary>
    /// <param name="sizeHint">The expected length, in bytes.</param>
    public static AvroWriter Rent(int sizeHint = InitialLength) => new(Take(sizeHint));

    /// <summary>The number of bytes that have been written.</summary>
    public readonly int Length => _position;

    /// <summary>The bytes that have been written. Valid until the next write or <see cref="Dispose"/>.</summary>
    public readonly ReadOnlySpan<byte> WrittenSpan => _buffer[.._position];

    /// <summary>A copy of the bytes that have been written.</summary>
    public readonly byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Returns the memory. The writer must not be used afterwards.</summary>
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
    /// Ensures room and returns its start, for <see cref="AvroPut"/>. Call <see cref="Advance"/> afterwards.
    /// </summary>
    /// <param name="length">The maximum number of bytes that will be stored.</param>
    /// <exception cref="EventDataException">The event would be larger than an array can be.</exception>
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

    /// <summary>Marks the room that <see cref="Reserve"/> returned as written.</summary>
    /// <param name="end">The position after the last stored byte.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(scoped ref byte end)
    {
        _position = (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(_buffer), ref end);
        Debug.Assert((uint)_position <= (uint)_buffer.Length, "More bytes were stored than reserved.");
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

    /// <summary>Writes a date-time in the format of Python's <c>isoformat</c>, truncated to microseconds.</summary>
    public void WriteDateTimeText(DateTimeOffset value) =>
        Advance(ref AvroPut.DateTimeText(ref Reserve(1 + IsoDateTime.MaxLength), value));

    /// <summary>
    /// Writes a date-time in the format of Python's <c>isoformat</c>, truncated to microseconds; without an offset if its kind is
    /// <see cref="DateTimeKind.Unspecified"/>.
    /// </summary>
    public void WriteLocalDateTimeText(DateTime value) =>
        Advance(ref AvroPut.LocalDateTimeText(ref Reserve(1 + IsoDateTime.MaxLength), value));

    /// <summary>Writes a UUID as lower-case text with dashes.</summary>
    public void WriteGuidText(Guid value) => Advance(ref AvroPut.GuidText(ref Reserve(37), value));

    /// <summary>
    /// Starts the block of a list or map. Don't call it for an empty one, which is only <see cref="WriteBlockEnd"/>.
    /// </summary>
    /// <param name="count">The number of items, from 1.</param>
    public void WriteBlockStart(int count) => WriteLong(count);

    /// <summary>Ends a list or map.</summary>
    public void WriteBlockEnd() => WriteBoolean(false);

    /// <summary>Writes the index of a union's branch.</summary>
    /// <param name="index">The index of the branch, from 0.</param>
    public void WriteUnionIndex(int index) => WriteInt(index);

    /// <summary>Enters a recursive record. Call <see cref="Leave"/> afterwards.</summary>
    /// <exception cref="EventDataException">The records are nested too deeply.</exception>
    public void Enter()
    {
        if (++_depth > AvroLimits.Default.MaxDepth)
        {
            throw new EventDataException($"Records are nested more than {AvroLimits.Default.MaxDepth} deep", _position);
        }
    }

    /// <summary>Leaves a recursive record.</summary>
    public void Leave() => _depth--;

    /// <summary>Writes bytes without a length prefix.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer[_position..]);
        _position += value.Length;
    }

    /// <summary>The exception for a member that is null although its schema requires a value.</summary>
    /// <param name="member">The member's C# name.</param>
    public readonly EventDataException NullMember(string member) =>
        new($"{member} is null, but its schema requires a value: give it one, or make the member nullable", _position);

    /// <summary>The exception for an enum value that isn't one of the enum's members.</summary>
    /// <param name="name">The enum's name in the schema.</param>
    /// <param name="value">The value.</param>
    public readonly EventDataException UnknownEnumValue(string name, string value) =>
        new($"{value} is not a member of the enum {name}, so its schema has no symbol for it", _position);

    /// <summary>The exception for a record that isn't a branch of its union.</summary>
    /// <param name="union">The union's C# name.</param>
    /// <param name="type">The record's type.</param>
    public readonly EventDataException UnknownBranch(string union, Type type) =>
        new($"{(type is null ? "null" : TypeText.Of(type))} is not a branch of {union}: add it to the end of its [AvroUnion]", _position);

    /// <summary>Copies the bytes into the caller's memory, if the writer had to use its own.</summary>
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

        return length <= MaxRetainedLength
            ? GC.AllocateUninitializedArray<byte>(Math.Max(InitialLength, length))
            : ArrayPool<byte>.Shared.Rent(length);
    }

    private static void Return(byte[] array)
    {
        if (array.Length > MaxRetainedLength)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
        else if (_scratch is null || _scratch.Length < array.Length)
        {
            _scratch = array;
        }
    }
}
