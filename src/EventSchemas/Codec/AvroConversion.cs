using System.ComponentModel;

namespace EventSchemas;

/// <summary>Conversions for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AvroConversion
{
    /// <summary>Converts a value before it is written.</summary>
    /// <typeparam name="TConverter">The converter.</typeparam>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <typeparam name="TWire">The type that is written.</typeparam>
    /// <param name="value">The value.</param>
    public static TWire ToWire<TConverter, TValue, TWire>(TValue value)
        where TConverter : IAvroConverter<TValue, TWire> =>
        TConverter.ToWire(value);

    /// <summary>Converts a value after it was read.</summary>
    /// <typeparam name="TConverter">The converter.</typeparam>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <typeparam name="TWire">The type that is written.</typeparam>
    /// <param name="wire">The value that was read.</param>
    public static TValue FromWire<TConverter, TValue, TWire>(TWire wire)
        where TConverter : IAvroConverter<TValue, TWire> =>
        TConverter.FromWire(wire);

    /// <summary>Converts a duration to a time span.</summary>
    /// <param name="value">The duration.</param>
    /// <exception cref="EventDataException">The duration has months, or is too long for a time span.</exception>
    public static TimeSpan ToTimeSpan(AvroDuration value) => value.ToTimeSpan();
}
