using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EventSchemas;

/// <content>Values of logical types and fixeds, and values that are encoded as text.</content>
public ref partial struct AvroReader
{
    private const int MaxReasonLength = 512;

    private const int MaxStackText = 256;

    /// <summary>Reads an Avro <c>fixed</c> into an array.</summary>
    /// <param name="size">The size in the schema, in bytes.</param>
    /// <exception cref="EventDataException">The data ends too early.</exception>
    public byte[] ReadFixed(int size) => Take(size, "a fixed value").ToArray();

    /// <summary>Reads a decimal from <c>bytes</c>: Avro's logical type <c>decimal</c>.</summary>
    /// <param name="scale">The number of digits after the decimal point.</param>
    /// <exception cref="EventDataException">
    /// There are no bytes, or the number has more digits than a <see langword="decimal"/> can hold.
    /// </exception>
    public decimal ReadDecimal(int scale) => AvroDecimals.Scale(ReadBytesSpan("a decimal"), scale);

    /// <summary>Reads a decimal from a <c>fixed</c>: Avro's logical type <c>decimal</c>.</summary>
    /// <param name="scale">The number of digits after the decimal point.</param>
    /// <param name="size">The size of the fixed.</param>
    /// <exception cref="EventDataException">
    /// The data ends too early, or the number has more digits than a <see langword="decimal"/> can hold.
    /// </exception>
    public decimal ReadFixedDecimal(int scale, int size) => AvroDecimals.Scale(Take(size, "a decimal"), scale);

    /// <summary>Reads a UUID from 16 bytes in the order of its text: Avro's logical type <c>uuid</c> on a fixed.</summary>
    /// <exception cref="EventDataException">The data ends too early.</exception>
    public Guid ReadUuid() => new(Take(16, "a UUID"), bigEndian: true);

    /// <summary>Reads a duration from 12 bytes: Avro's logical type <c>duration</c>.</summary>
    /// <exception cref="EventDataException">The data ends too early.</exception>
    public AvroDuration ReadDuration()
    {
        ReadOnlySpan<byte> bytes = Take(AvroDuration.Length, "a duration");
        return new AvroDuration(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
    }

    /// <summary>Reads a date-time in the format of Python's <c>isoformat</c>.</summary>
    /// <returns>The time in UTC if the text has an offset; otherwise of kind <see cref="DateTimeKind.Unspecified"/>.</returns>
    /// <exception cref="EventDataException">The text isn't a date-time.</exception>
    public DateTime ReadLocalDateTimeText()
    {
        int start = _position;
        ReadOnlySpan<byte> text = ReadBytesSpan("a date-time");
        return IsoDateTime.TryParse(text, out DateTimeOffset value, out bool hasOffset)
            ? hasOffset ? value.UtcDateTime : value.DateTime
            : throw InvalidDateTime(text, start);
    }

    /// <summary>Reads a value of a type that parses from text, with the invariant culture.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <exception cref="EventDataException">The type can't parse the text.</exception>
    public T ReadText<T>()
        where T : ISpanParsable<T>
    {
        int start = _position;
        ReadOnlySpan<byte> text = ReadBytesSpan("a text");
        Span<char> chars = text.Length <= MaxStackText ? stackalloc char[MaxStackText] : new char[text.Length];
        if (Utf8.ToUtf16(text, chars, out _, out int length, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
        {
            throw Invalid("A string is not valid UTF-8", start);
        }

        return T.TryParse(chars[..length], CultureInfo.InvariantCulture, out T? value) && value is not null
            ? value
            : throw InvalidText<T>(Quote(text), start, ParseError<T>(chars[..length]));
    }

    // The type's own message says what the text should look like, so it is repeated here, unless it quotes a text of any length.
    private static EventDataException InvalidText<T>(string quoted, int start, Exception? error)
    {
        string reason = error is FormatException { Message: { Length: <= MaxReasonLength } message } ? $" ({message})" : "";
        return new EventDataException($"{quoted} is not a valid {TypeText.Of(typeof(T))}{reason}", start, innerException: error);
    }

    // TryParse doesn't say why it fails; Parse does.
    private static Exception? ParseError<T>(ReadOnlySpan<char> text)
        where T : ISpanParsable<T>
    {
        try
        {
            T.Parse(text, CultureInfo.InvariantCulture);
            return null;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            return e;
        }
    }
}
