using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Decimals, UUIDs and durations as texts.</summary>
static partial class LogicalBytes
{
    // More digits than a schema would ask for; it bounds the time of parsing.
    private const int MostDigits = 1_000;

    private const int MillisecondsPerSecond = 1_000;

    /// <summary>The text of a value; or null if reading the text wouldn't give the same bytes.</summary>
    public static string? ToText(AvroSchema schema, AvroLogicalType type, byte[] value) => type.Kind switch
    {
        AvroLogicalTypeKind.Decimal => value.Length > 0 && ToDecimal(value, type.Scale) is var text
            && FromDecimal(schema, type.Scale, text) is { } back && back.AsSpan().SequenceEqual(value)
            ? text
            : null,
        AvroLogicalTypeKind.Uuid => new Guid(value, bigEndian: true).ToString("D"),
        AvroLogicalTypeKind.Duration => ToDuration(value),
        _ => null,
    };

    /// <summary>The bytes of a text; or null if it isn't such a text.</summary>
    public static byte[]? Parse(AvroLogicalType type, string text) => type.Kind switch
    {
        AvroLogicalTypeKind.Uuid => Guid.TryParseExact(text, "D", out Guid uuid) ? uuid.ToByteArray(bigEndian: true) : null,
        AvroLogicalTypeKind.Duration => FromDuration(text),
        _ => null,
    };

    /// <summary>The bytes of a decimal number; or null if the schema can't hold it exactly.</summary>
    public static byte[]? FromDecimal(AvroSchema schema, int scale, string text)
    {
        Match match = DecimalText().Match(text);
        if (text.Length > MostDigits || !match.Success || match.Groups["fraction"].Length > scale)
        {
            return null;
        }

        string digits = $"{match.Groups["whole"]}{match.Groups["fraction"].Value.PadRight(scale, '0')}";
        var unscaled = BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        byte[] shortest = unscaled.ToByteArray(isBigEndian: true);
        if (schema is not AvroFixedSchema @fixed)
        {
            return shortest;
        }

        if (shortest.Length > @fixed.Size)
        {
            return null;
        }

        byte[] padded = new byte[@fixed.Size];
        padded.AsSpan().Fill((sbyte)shortest[0] < 0 ? byte.MaxValue : (byte)0);
        shortest.CopyTo(padded, padded.Length - shortest.Length);
        return padded;
    }

    private static string ToDecimal(byte[] value, int scale)
    {
        var unscaled = new BigInteger(value, isBigEndian: true);
        string digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        string sign = unscaled.Sign < 0 ? "-" : "";
        return scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static string ToDuration(byte[] value)
    {
        uint milliseconds = BinaryPrimitives.ReadUInt32LittleEndian(value.AsSpan(8));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"P{BinaryPrimitives.ReadUInt32LittleEndian(value)}M{BinaryPrimitives.ReadUInt32LittleEndian(value.AsSpan(4))}D"
            + $"T{milliseconds / MillisecondsPerSecond}.{milliseconds % MillisecondsPerSecond:000}S");
    }

    private static byte[]? FromDuration(string text)
    {
        Match match = DurationText().Match(text);
        if (!match.Success
            || !uint.TryParse(match.Groups["months"].ValueSpan, CultureInfo.InvariantCulture, out uint months)
            || !uint.TryParse(match.Groups["days"].ValueSpan, CultureInfo.InvariantCulture, out uint days)
            || !uint.TryParse(
                $"{match.Groups["seconds"].Value}{match.Groups["fraction"].Value}", CultureInfo.InvariantCulture, out uint milliseconds))
        {
            return null;
        }

        byte[] value = new byte[AvroDuration.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(value, months);
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(4), days);
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(8), milliseconds);
        return value;
    }

    [GeneratedRegex(@"\A(?<whole>-?[0-9]+)(\.(?<fraction>[0-9]+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex DecimalText();

    [GeneratedRegex(
        @"\AP(?<months>[0-9]{1,10})M(?<days>[0-9]{1,10})DT(?<seconds>[0-9]{1,10})\.(?<fraction>[0-9]{3})S\z", RegexOptions.ExplicitCapture)]
    private static partial Regex DurationText();
}
