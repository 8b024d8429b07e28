using System.ComponentModel;

namespace EventSchemas;

/// <summary>What generated code converts with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AvroConversion
{
    /// <summary>What travels for a value.</summary>
    /// <typeparam name="TConverter">What converts.</typeparam>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <typeparam name="TWire">What travels.</typeparam>
    /// <param name="value">The value.</param>
    public static TWire ToWire<TConverter, TValue, TWire>(TValue value)
        where TConverter : IAvroConverter<TValue, TWire> =>
        TConverter.ToWire(value);

    /// <summary>The value that travelled.</summary>
    /// <typeparam name="TConverter">What converts.</typeparam>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <typeparam name="TWire">What travels.</typeparam>
    /// <param name="wire">What was read.</param>
    public static TValue FromWire<TConverter, TValue, TWire>(TWire wire)
        where TConverter : IAvroConverter<TValue, TWire> =>
        TConverter.FromWire(wire);

    /// <summary>A duration as a time span.</summary>
    /// <param name="value">The duration.</param>
    /// <exception cref="EventDataException">It has months, or is longer than a time span can be.</exception>
    public static TimeSpan ToTimeSpan(AvroDuration value) => value.ToTimeSpan();
}
