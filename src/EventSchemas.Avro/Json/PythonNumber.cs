using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>Numbers as Python's <c>json.dumps</c> writes them.</summary>
static class PythonNumber
{
    // Python writes a float in positional notation if its decimal point is within these bounds.
    private const int LowestPoint = -3;
    private const int HighestPoint = 16;

    // Seventeen digits distinguish any two doubles.
    private const int MostDecimals = 16;

    /// <summary>A float as Python's <c>repr</c> gives it.</summary>
    public static string Format(double value)
    {
        if (value == 0)
        {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }

        string shortest = Shortest(value);
        bool negative = shortest[0] == '-';
        int e = shortest.IndexOf('E');
        string digits = shortest.Substring(negative ? 1 : 0, e - (negative ? 1 : 0)).Replace(".", "").TrimEnd('0');
        int point = int.Parse(shortest.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
        string magnitude = point < LowestPoint || point > HighestPoint ? Scientific(digits, point - 1) : Positional(digits, point);
        return negative ? "-" + magnitude : magnitude;
    }

    /// <summary>A number's source text as Python writes it after reading: whole numbers as they are, others as floats.</summary>
    public static string Normalize(string text)
    {
        if (text.IndexOfAny(['.', 'e', 'E']) < 0)
        {
            return text == "-0" ? "0" : text;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value)
            ? Format(value)
            : text;
    }

    // The round-trip format of .NET Framework is not the shortest, and MSBuild of Visual Studio runs on it.
    private static string Shortest(double value)
    {
        string text = "";
        bool isExact = false;
        for (int precision = 0; precision <= MostDecimals && !isExact; precision++)
        {
            text = value.ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            isExact = double.Parse(text, CultureInfo.InvariantCulture) == value;
        }

        return text;
    }

    private static string Scientific(string digits, int exponent)
    {
        string mantissa = digits.Length == 1 ? digits : digits.Substring(0, 1) + "." + digits.Substring(1);
        string magnitude = (exponent < 0 ? -exponent : exponent).ToString("00", CultureInfo.InvariantCulture);
        return mantissa + (exponent < 0 ? "e-" : "e+") + magnitude;
    }

    private static string Positional(string digits, int point)
    {
        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return point >= digits.Length
            ? digits + new string('0', point - digits.Length) + ".0"
            : digits.Substring(0, point) + "." + digits.Substring(point);
    }
}
