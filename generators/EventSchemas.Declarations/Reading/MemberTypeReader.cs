using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads the type of one member.</summary>
sealed class MemberTypeReader(RecordReader records, IPropertySymbol member, MemberOptions options)
{
    private bool _isConverted;

    /// <summary>The type, or null with a problem at the member.</summary>
    /// <param name="type">What to read.</param>
    public MemberType? Read(ITypeSymbol type)
    {
        MemberType? read = Read(type, isDirect: true);
        return read is not null && options.Unused.Count > 0
            ? Refuse($"[{options.Unused[0].Replace("Attribute", "")}] says nothing about a member of type {Display(type)}: drop it")
            : read;
    }

    /// <param name="type">What to read.</param>
    /// <param name="isDirect">Whether a value always holds one of these: not behind a question mark, a list or a map.</param>
    private MemberType? Read(ITypeSymbol type, bool isDirect)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Nullable(type, Read(nullable.TypeArguments[0], isDirect: false));
        }

        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            return Nullable(type, Read(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), isDirect: false));
        }

        if (ConverterOf(type) is { } converter)
        {
            return Converted(type, converter, isDirect);
        }

        MemberType? scalar = ScalarReader.Read(type, options, out string? problem);
        if (problem is not null)
        {
            return Refuse(problem);
        }

        return scalar is null ? ReadOther(type, isDirect) : records.Claim(scalar, member);
    }

    private MemberType? ReadOther(ITypeSymbol type, bool isDirect) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum => records.ReadEnum(@enum, member),
        IArrayTypeSymbol { Rank: 1 } array => List(type, array.ElementType, ListKind.Array),
        _ when TextTypes.IsNumber(type) => Refuse($"{Display(type)} is a number that Avro has no type for: use int, long, float, double or decimal"),
        _ when TextTypes.Of(type) is { } text => Text(type, text),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named => ReadNamed(named, isDirect),
        _ => Refuse($"{Display(type)} has no place in an Avro schema"),
    };

    // A collection whose items were refused has its problem already.
    private MemberType? ReadNamed(INamedTypeSymbol type, bool isDirect) => (CollectionTypes.ListOf(type), CollectionTypes.MapOf(type)) switch
    {
        ({ } list, _) => List(type, type.TypeArguments[0], list),
        (null, { } map) => Map(type, map),
        _ when type.FindAttribute(WellKnownNames.AvroUnionAttribute) is { } union => records.ReadUnion(type, union, member, isDirect),
        _ => records.Read(type, member, isDirect),
    };

    private ScalarMember? Text(ITypeSymbol type, ScalarKind kind)
    {
        if (records.WhyNotReachable((INamedTypeSymbol)type) is { } problem)
        {
            Refuse(problem);
            return null;
        }

        return new ScalarMember(type.ToCodeWithoutNullability(), kind, new ScalarSchema(Avro.AvroSchemaKind.String), type.IsReferenceType);
    }

    // What a converter gives may be of a type that the same converter could take.
    private INamedTypeSymbol? ConverterOf(ITypeSymbol type)
    {
        INamedTypeSymbol? ofMember = options.Converter is { } converter && ConverterInterface(converter, type) is not null ? converter : null;
        return _isConverted ? null : ofMember ?? type.FindAttribute(WellKnownNames.AvroConverterAttribute)?.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol;
    }

    private ConvertedMember? Converted(ITypeSymbol type, INamedTypeSymbol converter, bool isDirect)
    {
        options.Use(WellKnownNames.AvroConverterAttribute);
        string? problem = ConverterInterface(converter, type) is null
            ? $"{converter.Name} doesn't implement IAvroConverter<{Display(type)}, …>"
            : records.WhyNotReachable(converter);
        if (problem is not null)
        {
            Refuse(problem);
            return null;
        }

        ITypeSymbol wireType = ConverterInterface(converter, type)!.TypeArguments[1];
        _isConverted = true;
        MemberType? wire = Read(wireType, isDirect);
        _isConverted = false;
        string arguments = $"<{converter.ToCode()}, {type.ToCodeWithoutNullability()}, {wireType.ToCode()}>";
        return wire is null ? null : new ConvertedMember(
            type.ToCodeWithoutNullability(),
            wire,
            "global::EventSchemas.AvroConversion.ToWire" + arguments,
            "global::EventSchemas.AvroConversion.FromWire" + arguments,
            type.IsReferenceType);
    }

    private static INamedTypeSymbol? ConverterInterface(INamedTypeSymbol converter, ITypeSymbol type) => converter.AllInterfaces.FirstOrDefault(one =>
        one.OriginalDefinition.Is(WellKnownNames.Namespace, "IAvroConverter`2") && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], type));

    private MemberType? Nullable(ITypeSymbol type, MemberType? value)
    {
        if (value is ConvertedMember { Wire: NullableMember })
        {
            return Refuse("its converter gives a value that can be null already, and an Avro union holds no union: drop one of the question marks");
        }

        return value is null ? null : new NullableMember(type.ToCode(), value);
    }

    private ListMember? List(ITypeSymbol type, ITypeSymbol itemType, ListKind kind) =>
        Read(itemType, isDirect: false) is { } item ? new ListMember(type.ToCodeWithoutNullability(), item, kind) : null;

    private MemberType? Map(INamedTypeSymbol type, MapKind kind)
    {
        if (type.TypeArguments[0].SpecialType != SpecialType.System_String)
        {
            return Refuse($"an Avro map has text keys, and these are {Display(type.TypeArguments[0])}");
        }

        return Read(type.TypeArguments[1], isDirect: false) is { } value ? new MapMember(type.ToCodeWithoutNullability(), value, kind) : null;
    }

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private MemberType? Refuse(string message)
    {
        records.Problems.Add(new DeclarationProblem(DeclarationProblemKind.Unrepresentable, member, message));
        return null;
    }
}
