using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>What a member's attributes say about its type. Each must be of use to the member, or it is a mistake.</summary>
sealed class MemberOptions
{
    private readonly List<string> _unused = [];

    private MemberOptions(IPropertySymbol property, IParameterSymbol? parameter)
    {
        if (Find(property, parameter, WellKnownNames.AvroDecimalAttribute) is { } shape && shape.ArgumentAt(0) is int precision && shape.ArgumentAt(1) is int scale)
        {
            Decimal = (precision, scale);
        }

        if (Find(property, parameter, WellKnownNames.AvroFixedAttribute) is { } data && data.ArgumentAt(0) is int size)
        {
            FixedSize = size;
            FixedName = data.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string;
        }

        LogicalType = (AvroLogicalTypeKind?)(Find(property, parameter, WellKnownNames.AvroLogicalTypeAttribute)?.ArgumentAt(0) as int?);
        IsInterned = Find(property, parameter, WellKnownNames.InternedAttribute) is not null;
        Converter = Find(property, parameter, WellKnownNames.AvroConverterAttribute)?.ArgumentAt(0) as INamedTypeSymbol;
    }

    public (int Precision, int Scale)? Decimal { get; }

    public int? FixedSize { get; }

    public string? FixedName { get; }

    public AvroLogicalTypeKind? LogicalType { get; }

    public bool IsInterned { get; }

    public INamedTypeSymbol? Converter { get; }

    /// <summary>The attributes that no type has made use of yet.</summary>
    public IReadOnlyList<string> Unused => _unused;

    public static MemberOptions Of(IPropertySymbol property, IParameterSymbol? parameter) => new(property, parameter);

    /// <summary>Says that an attribute was of use.</summary>
    public void Use(string attribute) => _unused.Remove(attribute);

    private AttributeData? Find(IPropertySymbol property, IParameterSymbol? parameter, string name)
    {
        AttributeData? found = property.FindAttribute(name) ?? parameter?.FindAttribute(name);
        if (found is not null)
        {
            _unused.Add(name);
        }

        return found;
    }
}
