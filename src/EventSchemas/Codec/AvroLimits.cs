namespace EventSchemas;

/// <summary>
/// Bounds on what data from outside can make a reader do. Whatever they are, no length or count is believed beyond the bytes that are
/// there. Immutable.
/// </summary>
public sealed record AvroLimits
{
    private const int DeepestAllowed = 1_000;

    // Shorter values are read without a look at the limits.
    private const int ShortestAllowed = 64;

    /// <summary>The limits that count where nobody gives others.</summary>
    public static AvroLimits Default { get; } = new();

    /// <summary>
    /// How many records, lists and maps may lie in each other, from 1 to 1,000: deeper data would endanger the stack. 64 by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxDepth { get; init => field = InRange(value, 1, DeepestAllowed); } = 64;

    /// <summary>The most bytes that one string or bytes value may have, from 64. 64 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less.</exception>
    public int MaxLength { get; init => field = InRange(value, ShortestAllowed, int.MaxValue); } = 64 * 1024 * 1024;

    /// <summary>The most items that all lists and maps of one event may have together, from 0. 10 million by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxItems { get; init => field = InRange(value, 0, int.MaxValue); } = 10_000_000;

    /// <summary>The same for items that take no bytes at all, whose number the data's length doesn't bound. 65,536 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxEmptyItems { get; init => field = InRange(value, 0, int.MaxValue); } = 65_536;

    private static int InRange(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
