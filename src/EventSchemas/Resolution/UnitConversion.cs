namespace EventSchemas;

/// <summary>From one unit of time to another, rounded down.</summary>
/// <param name="Multiplier">What a number is multiplied with.</param>
/// <param name="Divisor">What it is divided by.</param>
sealed record UnitConversion(long Multiplier, long Divisor)
{
    /// <exception cref="EventDataException">The number doesn't fit 64 bits in the other unit.</exception>
    public long Apply(long value)
    {
        Int128 converted = (Int128)value * Multiplier;
        (converted, Int128 rest) = Int128.DivRem(converted, Divisor);
        converted -= rest < 0 ? 1 : 0;
        return converted >= long.MinValue && converted <= long.MaxValue
            ? (long)converted
            : throw new EventDataException($"{value} does not fit 64 bits in the reader's unit of time");
    }
}
