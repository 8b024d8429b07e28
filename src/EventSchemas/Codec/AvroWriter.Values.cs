using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace EventSchemas;

/// <content>Values of logical types and fixeds, and values that are encoded as text.</content>
public ref partial struct AvroWriter
{
    private const int MaxStackText = 256;

    /// <summary>Writes Avro <c>bytes</c>.</summary>
    public void WriteMemory(ReadOnlyMemory<byte> value) => WriteBytes(value.Span);

    /// <summary>Writes an Avro <c>fixed</c>.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="size">The size in the schema, in bytes.</param>
    /// <exception cref="EventDataException">The value has another length.</exception>
    public void WriteFixed(scoped ReadOnlySpan<byte> value, int size)
    {
        if (value.Length != size)
        {
            throw new EventDataException($"The schema says {size} bytes, and the value has {value.Length}", _position);
        }

        WriteRaw(value);
    }

    /// <summary>Writes an Avro <c>fixed</c>.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="size">The size in the schema, in bytes.</param>
    /// <exception cref="EventDataException">The value has another length.</exception>
    public void WriteFixedMemory(ReadOnlyMemory<byte> value, int size) => WriteFixed(value.Span, size);

    /// <summary>Writes a decimal as <c>bytes</c>: Avro's logical type <c>decimal</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="precision">The maximum number of digits.</param>
    /// <param name="scale">The number of digits after the decimal point.</param>
    /// <exception cref="EventDataException">The number has more digits.</exception>
    public void WriteDecimal(decimal value, int precision, int scale)
    {
        Span<byte> digits = stackalloc byte[AvroDecimals.MaxLength];
        WriteBytes(digits[AvroDecimals.Put(AvroDecimals.Unscale(value, precision, scale), digits)..]);
    }

    /// <summary>Writes a decimal as a <c>fixed</c>: Avro's logical type <c>decimal</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="precision">The maximum number of digits, which must fit the size.</param>
    /// <param name="scale">The number of digits after the decimal point.</param>
    /// <param name="size">The size of the fixed.</param>
    /// <exception cref="EventDataException">The number has more digits.</exception>
    public void WriteFixedDecimal(decimal value, int precision, int scale, int size)
    {
        Span<byte> digits = stackalloc byte[AvroDecimals.MaxLength];
        ReadOnlySpan<byte> shortest = digits[AvroDecimals.Put(AvroDecimals.Unscale(value, precision, scale), digits)..];
        Reserve(size);
        Span<byte> target = _buffer.Slice(_position, size);
        target[..(size - shortest.Length)].Fill((sbyte)shortest[0] < 0 ? (byte)0xFF : (byte)0);
        shortest.CopyTo(target[(size - shortest.Length)..]);
        _position += size;
    }

    /// <summary>Writes a UUID as 16 bytes in the order of its text: Avro's logical type <c>uuid</c> on a fixed.</summary>
    public void WriteUuid(Guid value) => Advance(ref AvroPut.Uuid(ref Reserve(16), value));

    /// <summary>Writes a duration as 12 bytes: Avro's logical type <c>duration</c>.</summary>
    public void WriteDuration(AvroDuration value)
    {
        Reserve(AvroDuration.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[_position..], value.Months);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[(_position + 4)..], value.Days);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[(_position + 8)..], value.Milliseconds);
        _position += AvroDuration.Length;
    }

    /// <summary>Writes a value as the text that it formats to, with the invariant culture.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <exception cref="EventDataException">The text holds a lone surrogate, which UTF-8 can't represent.</exception>
    public void WriteText<T>(T value)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[MaxStackText];
        if (value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture))
        {
            WriteChars(text[..length]);
        }
        else
        {
            WriteString(value.ToString(null, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a value as the text that it formats to, with the invariant culture.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <exception cref="EventDataException">The value doesn't format to UTF-8.</exception>
    public void WriteUtf8Text<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[MaxStackText];
        if (value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture))
        {
            WriteUtf8(text[..length]);
            return;
        }

        for (int size = 2 * MaxStackText; size <= AvroLimits.Default.MaxLength; size *= 2)
        {
            byte[] rented = ArrayPool<byte>.Shared.Rent(size);
            bool isFormatted = value.TryFormat(rented, out length, default, CultureInfo.InvariantCulture);
            if (isFormatted)
            {
                WriteUtf8(rented.AsSpan(0, length));
            }

            ArrayPool<byte>.Shared.Return(rented);
            if (isFormatted)
            {
                return;
            }
        }

        throw new EventDataException(
            $"A {TypeText.Of(typeof(T))} does not format to text of at most {AvroLimits.Default.MaxLength} bytes", _position);
    }

    private void WriteUtf8(scoped ReadOnlySpan<byte> text)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            throw new EventDataException("The text that a value formats to is not valid UTF-8", _position);
        }

        WriteBytes(text);
    }

    private void WriteChars(scoped ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[MaxStackText * AvroPut.MaxBytesPerChar];
        if (System.Text.Unicode.Utf8.FromUtf16(text, bytes, out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            throw new EventDataException("The text holds a lone surrogate, which UTF-8 can't represent", _position);
        }

        WriteBytes(bytes[..length]);
    }
}
