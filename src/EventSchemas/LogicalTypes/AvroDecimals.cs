using System.Buffers.Binary;
using System.Globalization;

namespace EventSchemas;

/// <summary>The encoding of Avro's logical type <c>decimal</c>: the unscaled value in two's complement, big-endian.</summary>
static class AvroDecimals
{
    /// <summary>The maximum length of the unscaled value of a <see langword="decimal"/>, in bytes.</summary>
    public const int MaxLength = 16;

    private const int MaxScale = 28;

    /// <summary>The unscaled value of a decimal with a given precision and scale.</summary>
    /// <exception cref="EventDataException">The value has more digits than the precision and the scale allow.</exception>
    public static Int128 Unscale(decimal value, int precision, int scale)
    {
        UInt128 digits = Mantissa(value);
        int shift = scale - value.Scale;
        UInt128 factor = PowerOfTen(Math.Abs(shift));
        bool isExact = shift >= 0 || digits % factor == 0;
        digits = shift < 0 ? digits / factor : digits;
        UInt128 most = PowerOfTen(precision) - 1;
        if (!isExact || digits > (shift > 0 ? most / factor : most))
        {
            throw new EventDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{value} has more digits than decimal({precision}, {scale}) allows: round it, or increase the precision or scale"));
        }

        digits = shift > 0 ? digits * factor : digits;
        return decimal.IsNegative(value) ? -(Int128)digits : (Int128)digits;
    }

    /// <summary>Writes the shortest encoding of the number, aligned to the end of the destination.</summary>
    /// <returns>The index of its first byte.</returns>
    public static int Put(Int128 unscaled, Span<byte> destination)
    {
        BinaryPrimitives.WriteInt128BigEndian(destination, unscaled);
        byte sign = unscaled < 0 ? (byte)0xFF : (byte)0;
        int start = 0;
        while (start < MaxLength - 1 && destination[start] == sign && (destination[start + 1] ^ sign) < 0x80)
        {
            start++;
        }

        return start;
    }

    /// <summary>The decimal with the given bytes as unscaled value.</summary>
    /// <exception cref="EventDataException">
    /// There are no bytes, or the number needs more digits than a <see langword="decimal"/> has.
    /// </exception>
    public static decimal Scale(ReadOnlySpan<byte> bytes, int scale)
    {
        if (bytes.IsEmpty)
        {
            throw new EventDataException("A decimal has at least one byte, and this one has none");
        }

        byte sign = (sbyte)bytes[0] < 0 ? (byte)0xFF : (byte)0;
        ReadOnlySpan<byte> digits = bytes.TrimStart(sign);
        if (digits.Length > MaxLength - 1)
        {
            throw TooLong();
        }

        Span<byte> extended = stackalloc byte[MaxLength];
        extended.Fill(sign);
        digits.CopyTo(extended[(MaxLength - digits.Length)..]);
        Int128 value = BinaryPrimitives.ReadInt128BigEndian(extended);
        return FromUnscaled((UInt128)Int128.Abs(value), value < 0, scale);
    }

    private static decimal FromUnscaled(UInt128 mantissa, bool isNegative, int scale)
    {
        while (scale > 0 && (scale > MaxScale || mantissa >> 96 != 0))
        {
            (mantissa, UInt128 rest) = UInt128.DivRem(mantissa, 10);
            scale -= rest == 0 ? 1 : throw TooLong();
        }

        return mantissa >> 96 == 0
            ? new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), isNegative, (byte)scale)
            : throw TooLong();
    }

    private static UInt128 Mantissa(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
    }

    private static UInt128 PowerOfTen(int exponent)
    {
        UInt128 power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static EventDataException TooLong() => new("The number has more digits than a decimal can hold");
}
