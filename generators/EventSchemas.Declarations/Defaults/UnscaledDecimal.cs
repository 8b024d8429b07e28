using System.Numerics;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Decimals as Avro has them: a whole number in two's complement, the highest byte first, without the scale.</summary>
static class UnscaledDecimal
{
    private const int ScaleShift = 16;
    private const int ScaleMask = 0xFF;

    /// <summary>The bytes of a decimal as the JSON of a default has them, or why the schema has no room for it.</summary>
    public static ReadResult<AvroJson> Encode(decimal value, ScalarSchema schema)
    {
        int[] bits = decimal.GetBits(value);
        BigInteger digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        int shift = schema.Scale - ((bits[3] >> ScaleShift) & ScaleMask);
        BigInteger factor = BigInteger.Pow(10, Math.Abs(shift));
        bool isExact = shift >= 0 || digits % factor == 0;
        digits = shift < 0 ? digits / factor : digits * factor;
        if (!isExact || digits >= BigInteger.Pow(10, schema.Precision))
        {
            string allowed = FormattableString.Invariant($"{value} has more digits than [AvroDecimal({schema.Precision}, {schema.Scale})]");
            return new Refusal($"{allowed} allows: round it, or allow more digits", DeclarationProblemKind.Default);
        }

        return AvroJson.FromString(Text(bits[3] < 0 ? -digits : digits, schema.Size));
    }

    /// <summary>Why bytes aren't a decimal of a schema, as the end of a sentence; null where they are.</summary>
    public static string? Problem(string bytes, ScalarSchema schema)
    {
        if (bytes.Length == 0)
        {
            return "a decimal has at least one byte: write \"\\u0000\" for 0";
        }

        var number = new BigInteger([.. bytes.Reverse().Select(c => (byte)c)]);
        return BigInteger.Abs(number) < BigInteger.Pow(10, schema.Precision)
            ? null
            : FormattableString.Invariant($"{number} has more than {schema.Precision} digits");
    }

    private static string Text(BigInteger number, int size)
    {
        char sign = number.Sign < 0 ? '\u00FF' : '\0';
        return new string([.. Enumerable.Reverse(number.ToByteArray()).Select(part => (char)part)]).PadLeft(size, sign);
    }
}
