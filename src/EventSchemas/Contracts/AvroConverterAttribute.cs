namespace EventSchemas;

/// <summary>Makes a member, or every member of a type of your own, travel as another type.</summary>
/// <param name="converter">A type that implements <see cref="IAvroConverter{TValue, TWire}"/> for the member's type, or for the type of its items.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    Inherited = false)]
public sealed class AvroConverterAttribute(Type converter) : Attribute
{
    /// <summary>What converts.</summary>
    public Type Converter { get; } = converter;
}
