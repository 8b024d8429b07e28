using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads the type of one member.</summary>
/// <param name="records">Reads the records, unions and enums that it refers to.</param>
/// <param name="owner">The type that declares the member.</param>
/// <param name="attributes">What the member's attributes say.</param>
sealed class MemberTypeReader(TypeReferences records, INamedTypeSymbol owner, SymbolAttributes attributes)
{
    // The attributes about the type that had an effect; null where there is none that must have one.
    private readonly List<string>? _used = attributes.TypeOptions.Count > 0 ? [] : null;

    /// <summary>The type. Each attribute about it must have an effect.</summary>
    public ReadResult<MemberType> Read(ITypeSymbol type)
    {
        if (TypeSize.Problem(type) is { } problem)
        {
            return new Refusal(problem);
        }

        if (attributes.HasErrors)
        {
            return Refusal.OfCompiler;
        }

        if (attributes.GivenTwice is { } twice)
        {
            return new Refusal(
                $"[{twice.Replace("Attribute", "")}] is on its property and on its parameter with different values: keep one of the two");
        }

        if (type.HasErrors())
        {
            return records.Unknown(type, owner);
        }

        ReadResult<MemberType> read = Read(type, isConverted: false);
        return _used is null ? read : WithoutUnused(read, type, _used);
    }

    private ReadResult<MemberType> WithoutUnused(ReadResult<MemberType> read, ITypeSymbol type, List<string> used)
    {
        if (attributes.Converter is { } converter && !used.Contains(WellKnownNames.AvroConverterAttribute))
        {
            return ConverterProblem(converter, type);
        }

        return read.Value is not null && attributes.TypeOptions.FirstOrDefault(option => !used.Contains(option)) is { } unused
            ? new Refusal($"[{unused.Replace("Attribute", "")}] has no effect on a member of type {type.ToDisplay()}: remove it")
            : read;
    }

    // The result of a converter may be of a type that the same converter takes, so that conversion happens once.
    private ReadResult<MemberType> Read(ITypeSymbol type, bool isConverted)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Nullable(type, Read(nullable.TypeArguments[0], isConverted));
        }

        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            return Nullable(type, Read(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), isConverted));
        }

        return (isConverted ? null : ByConverter(type))
            ?? new ScalarReader(records.Conventions, attributes, _used).Read(type)
            ?? Other(type, isConverted);
    }

    private ReadResult<MemberType> Other(ITypeSymbol type, bool isConverted) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum => records.Enum(@enum),
        IArrayTypeSymbol { Rank: 1 } array => List(type, array.ElementType, ListKind.Array, isConverted),
        INamedTypeSymbol named when CollectionTypes.ListOf(named) is { } list => List(type, named.TypeArguments[0], list, isConverted),
        INamedTypeSymbol named when CollectionTypes.MapOf(named) is { } map => Map(named, map, isConverted),
        _ when TextTypes.IsNumber(type) =>
            new Refusal($"Avro has no type for {type.ToDisplay()}: use {TextTypes.InsteadOf(type)}"),
        _ when TextTypes.Of(type) is { } kind => Text((INamedTypeSymbol)type, kind),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named => records.RecordOrUnion(named),
        _ => new Refusal(TypeReferences.NoSchema(type)),
    };

    private ReadResult<MemberType> Text(INamedTypeSymbol type, ScalarKind kind) => records.UnreachableProblem(type) is { } problem
        ? new Refusal(problem)
        : new ScalarType(type.ToCodeWithoutNullability(), kind, new ScalarSchema(AvroSchemaKind.String), type.IsReferenceType)
        {
            TextForm = AttributeReader.Of(type).TextForm,
        };

    // The member's own converter comes before that of its type.
    private ReadResult<MemberType>? ByConverter(ITypeSymbol type)
    {
        if (attributes.Converter is { } ofMember && ConverterInterface(ofMember, type) is not null)
        {
            return Converted(type, ofMember);
        }

        SymbolAttributes ofType = type is INamedTypeSymbol { SpecialType: SpecialType.None }
            ? AttributeReader.Of(type)
            : SymbolAttributes.None;
        if (ofType.Converter is { } converter)
        {
            return Converted(type, converter);
        }

        if (ofType.TypeOptions.Contains(WellKnownNames.AvroConverterAttribute))
        {
            return new Refusal($"[AvroConverter] on {type.ToDisplay()} names no class: write one that implements IAvroConverter");
        }

        return null;
    }

    private ReadResult<MemberType> Converted(ITypeSymbol type, INamedTypeSymbol converter)
    {
        _used?.Add(WellKnownNames.AvroConverterAttribute);
        if (ConverterInterface(converter, type) is not { } contract)
        {
            return ConverterProblem(converter, type);
        }

        INamedTypeSymbol[] contracts = [.. ConverterInterfaces(converter, type)];
        if (contracts.Length > 1)
        {
            return new Refusal(
                $"{converter.ToDisplay()} converts {type.ToDisplay()} to "
                + $"{string.Join(" and to ", contracts.Select(one => one.TypeArguments[1].ToDisplay()))}, so that nobody can say what "
                + "travels: let it implement IAvroConverter once for the type");
        }

        if (records.UnreachableProblem(converter) is { } problem)
        {
            return new Refusal(problem);
        }

        ITypeSymbol wireType = contract.TypeArguments[1];
        if (wireType.HasErrors())
        {
            return records.Unknown(wireType, converter);
        }

        string arguments = $"<{converter.ToCode()}, {type.ToCodeWithoutNullability()}, {wireType.ToCode()}>";
        return Read(wireType, isConverted: true).Then<MemberType>(wire => new ConvertedType(
            type.ToCodeWithoutNullability(),
            wire,
            "global::EventSchemas.AvroConversion.ToWire" + arguments,
            "global::EventSchemas.AvroConversion.FromWire" + arguments,
            type.IsReferenceType)
        {
            Converter = converter.ToCode(),
        });
    }

    private Refusal ConverterProblem(INamedTypeSymbol converter, ITypeSymbol type)
    {
        if (converter.IsUnboundGenericType)
        {
            return new Refusal(
                $"[AvroConverter] names {converter.ToDisplay()}, whose type parameters are open: write the types in their place");
        }

        if ((converter.UnknownBase() ?? converter.AllInterfaces.FirstOrDefault(one => one.HasErrors())) is { } unknown)
        {
            return records.Unknown(unknown, converter);
        }

        ITypeSymbol[] converted =
        [
            .. converter.AllInterfaces
                .Where(one => one.IsOurs(WellKnownNames.AvroConverterInterface, arity: 2))
                .Select(one => one.TypeArguments[0]),
        ];
        ITypeSymbol bare = WithoutNull(type);
        string shown = bare.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplay();
        string why = converted.Length == 0 ? $"{converter.ToDisplay()} isn't a converter"
            : $"{converter.ToDisplay()} converts {string.Join(" and ", converted.Select(one => one.ToDisplay()))}, "
                + (converted.Any(one => SymbolEqualityComparer.Default.Equals(WithoutNull(one), bare))
                    ? "and a null travels as null without a converter"
                    : $"and the type is {shown}");
        return new Refusal(
            $"{why}: let it implement IAvroConverter<{shown}, TWire>, where TWire is what travels, or remove [AvroConverter]");
    }

    private static ITypeSymbol WithoutNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    private static INamedTypeSymbol? ConverterInterface(INamedTypeSymbol converter, ITypeSymbol type) =>
        ConverterInterfaces(converter, type).FirstOrDefault();

    private static IEnumerable<INamedTypeSymbol> ConverterInterfaces(INamedTypeSymbol converter, ITypeSymbol type) =>
        converter.AllInterfaces.Where(one =>
            one.IsOurs(WellKnownNames.AvroConverterInterface, arity: 2)
            && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], type));

    // Nullable<int?> is the compiler's error, and only one level of it fits into a union.
    private static ReadResult<MemberType> Nullable(ITypeSymbol type, ReadResult<MemberType> read) => read.Then<MemberType>(
        value => value switch
        {
            ConvertedType { Wire: NullableType } => new Refusal(
                "its converter gives a value that can be null already, and an Avro union holds no union: remove one of the question marks"),
            NullableType => value,
            _ => new NullableType(type.ToCode(), value),
        });

    private ReadResult<MemberType> List(ITypeSymbol type, ITypeSymbol itemType, ListKind kind, bool isConverted) =>
        Read(itemType, isConverted).Then<MemberType>(item => new ListType(type.ToCodeWithoutNullability(), item, kind));

    private ReadResult<MemberType> Map(INamedTypeSymbol type, MapKind kind, bool isConverted) =>
        type.TypeArguments[0].SpecialType == SpecialType.System_String
            ? Read(type.TypeArguments[1], isConverted).Then<MemberType>(value => new MapType(type.ToCodeWithoutNullability(), value, kind))
            : new Refusal(
                $"an Avro map has text keys, and these are {type.TypeArguments[0].ToDisplay()}: "
                + $"use Dictionary<string, {type.TypeArguments[1].ToDisplay()}>, or a list of records");
}
