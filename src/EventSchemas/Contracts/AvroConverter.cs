namespace EventSchemas;

/// <summary>Writes a member, or every member of one of your types, as another type.</summary>
/// <param name="converter">
/// A type that implements <see cref="IAvroConverter{TValue, TWire}"/> for the member's type, or for the type of its items.
/// </param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    Inherited = false)]
public sealed class AvroConverterAttribute(Type converter) : Attribute
{
    /// <summary>The converter.</summary>
    public Type Converter { get; } = converter;
}

/// <summary>
/// Converts a type that Avro can't represent to one that it can, and back. <see cref="AvroConverterAttribute"/> names the implementation.
/// Both methods are called from several threads at the same time.
/// </summary>
/// <typeparam name="TValue">The member's type.</typeparam>
/// <typeparam name="TWire">The type that is written. It decides the schema, and can be any type that a member can have.</typeparam>
public interface IAvroConverter<TValue, TWire>
{
    /// <summary>Converts a value before it is written.</summary>
    /// <param name="value">The value; never <see langword="null"/>.</param>
    static abstract TWire ToWire(TValue value);

    /// <summary>
    /// Converts a value after it was read. An exception that it throws becomes an <see cref="EventDataException"/> that names the member.
    /// </summary>
    /// <param name="wire">The value that was read.</param>
    static abstract TValue FromWire(TWire wire);
}
