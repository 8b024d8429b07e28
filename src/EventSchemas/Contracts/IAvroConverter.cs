namespace EventSchemas;

/// <summary>
/// Converts a type to one that has a place in an Avro schema, and back. Named by <see cref="AvroConverterAttribute"/>; both methods are
/// called from any thread.
/// </summary>
/// <typeparam name="TValue">The member's type.</typeparam>
/// <typeparam name="TWire">What travels, which decides the schema: any type that a member can have.</typeparam>
public interface IAvroConverter<TValue, TWire>
{
    /// <summary>What travels for a value.</summary>
    /// <param name="value">The value; never <see langword="null"/>.</param>
    static abstract TWire ToWire(TValue value);

    /// <summary>The value that travelled. Whatever it throws becomes an <see cref="EventDataException"/> that names the member.</summary>
    /// <param name="wire">What was read.</param>
    static abstract TValue FromWire(TWire wire);
}
