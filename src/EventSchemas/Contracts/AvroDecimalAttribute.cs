namespace EventSchemas;

/// <summary>
/// Gives a <see langword="decimal"/> member its precision and scale: Avro's logical type <c>decimal</c>, in bytes, or in a fixed
/// where <see cref="AvroFixedAttribute"/> is there too. A value that has more digits is refused when it is written, never rounded.
/// </summary>
/// <param name="precision">The most digits that a value has, from 1 to 28.</param>
/// <param name="scale">How many of them stand behind the point, from 0 to <paramref name="precision"/>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroDecimalAttribute(int precision, int scale = 0) : Attribute
{
    /// <summary>The most digits that a value has.</summary>
    public int Precision { get; } = precision;

    /// <summary>How many of the digits stand behind the point.</summary>
    public int Scale { get; } = scale;
}
