namespace EventSchemas;

/// <summary>The floating-point numbers that JSON has no number for, as texts.</summary>
static class SpecialNumbers
{
    private const string NaN = "NaN";
    private const string Positive = "Infinity";
    private const string Negative = "-Infinity";

    public static string TextOf(double value) => double.IsNaN(value) ? NaN : value > 0 ? Positive : Negative;

    public static double? Parse(string? text) => text switch
    {
        NaN => double.NaN,
        Positive => double.PositiveInfinity,
        Negative => double.NegativeInfinity,
        _ => null,
    };
}
