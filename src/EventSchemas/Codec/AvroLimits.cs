namespace EventSchemas;

/// <summary>
/// Bounds on the resources that untrusted data can make a reader use. Independently of them, every length and count is checked against
/// the remaining bytes. Immutable.
/// </summary>
public sealed record AvroLimits
{
    private const int DepthLimit = 1_000;

    // Values with a prefix of one byte are read without checking the limits.
    private const int MinLengthLimit = 64;

    /// <summary>The limits that apply unless others are given.</summary>
    public static AvroLimits Default { get; } = new();

    /// <summary>
    /// The maximum nesting depth of records, lists and maps, from 1 to 1,000; deeper data could overflow the stack. 64 by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxDepth { get; init => field = InRange(value, 1, DepthLimit); } = 64;

    /// <summary>The maximum length of one string or bytes value, in bytes, from 64. 64 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less.</exception>
    public int MaxLength { get; init => field = InRange(value, MinLengthLimit, int.MaxValue); } = 64 * 1024 * 1024;

    /// <summary>The maximum number of items in all lists and maps of one event together, from 0. 10 million by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxItems { get; init => field = InRange(value, 0, int.MaxValue); } = 10_000_000;

    /// <summary>The same for items that take no bytes, whose number the length of the data doesn't bound. 65,536 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxEmptyItems { get; init => field = InRange(value, 0, int.MaxValue); } = 65_536;

    private static int InRange(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
