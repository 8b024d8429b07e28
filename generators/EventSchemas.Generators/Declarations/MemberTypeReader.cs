using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators;

/// <summary>Reads the type of one member.</summary>
sealed class MemberTypeReader(RecordReader records, IPropertySymbol member)
{
    /// <summary>The type, or null with a problem at the member.</summary>
    /// <param name="type">What to read.</param>
    /// <param name="isDirect">Whether a value always holds one of these: not behind a question mark, a list or a map.</param>
    public MemberType? Read(ITypeSymbol type, bool isDirect)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Nullable(type, Read(nullable.TypeArguments[0], isDirect: false), isValueType: true);
        }

        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            return Nullable(type, Read(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), isDirect: false), isValueType: false);
        }

        if (Primitive(type) is { } kind)
        {
            return new PrimitiveMember(type.ToCodeWithoutNullability(), kind);
        }

        return type switch
        {
            INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum => records.ReadEnum(@enum, member),
            IArrayTypeSymbol { Rank: 1 } array => List(type, array.ElementType, ListKind.Array),
            INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named => Collection(named) ?? Named(named, isDirect),
            _ => Refuse($"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} has no place in an Avro schema"),
        };
    }

    private RecordMember? Named(INamedTypeSymbol type, bool isDirect) => IsCollection(type) ? null : records.Read(type, member, isDirect);

    // A collection whose items were refused has its problem already.
    private MemberType? Collection(INamedTypeSymbol type) => (ListKindOf(type), IsMap(type)) switch
    {
        ({ } kind, _) => List(type, type.TypeArguments[0], kind),
        (null, true) => Map(type),
        _ => null,
    };

    private static bool IsCollection(INamedTypeSymbol type) => ListKindOf(type) is not null || IsMap(type);

    private static PrimitiveKind? Primitive(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => PrimitiveKind.Boolean,
        SpecialType.System_Int32 => PrimitiveKind.Int,
        SpecialType.System_Int64 => PrimitiveKind.Long,
        SpecialType.System_Single => PrimitiveKind.Float,
        SpecialType.System_Double => PrimitiveKind.Double,
        SpecialType.System_String => PrimitiveKind.String,
        _ when type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => PrimitiveKind.Bytes,
        _ when type.Is("System", "DateTimeOffset") => PrimitiveKind.DateTimeText,
        _ when type.Is("System", "Guid") => PrimitiveKind.GuidText,
        _ when type.Is("System", "DateOnly") => PrimitiveKind.Date,
        _ when type.Is("System", "TimeOnly") => PrimitiveKind.TimeMicros,
        _ => null,
    };

    private static ListKind? ListKindOf(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType switch
    {
        SpecialType.System_Collections_Generic_IReadOnlyList_T or SpecialType.System_Collections_Generic_IList_T => ListKind.Indexed,
        SpecialType.System_Collections_Generic_IReadOnlyCollection_T or SpecialType.System_Collections_Generic_ICollection_T => ListKind.Counted,
        _ => type.OriginalDefinition.Is("System.Collections.Generic", "List`1") ? ListKind.List : null,
    };

    private static bool IsMap(INamedTypeSymbol type) =>
        type.OriginalDefinition.Is("System.Collections.Generic", "Dictionary`2")
        || type.OriginalDefinition.Is("System.Collections.Generic", "IDictionary`2")
        || type.OriginalDefinition.Is("System.Collections.Generic", "IReadOnlyDictionary`2");

    private static NullableMember? Nullable(ITypeSymbol type, MemberType? value, bool isValueType) =>
        value is null ? null : new NullableMember(type.ToCode(), value, isValueType);

    private ListMember? List(ITypeSymbol type, ITypeSymbol itemType, ListKind kind) =>
        Read(itemType, isDirect: false) is { } item ? new ListMember(type.ToCodeWithoutNullability(), item, kind) : null;

    private MemberType? Map(INamedTypeSymbol type)
    {
        if (type.TypeArguments[0].SpecialType != SpecialType.System_String)
        {
            return Refuse($"an Avro map has text keys, and these are {type.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
        }

        return Read(type.TypeArguments[1], isDirect: false) is { } value ? new MapMember(type.ToCodeWithoutNullability(), value) : null;
    }

    private MemberType? Refuse(string message)
    {
        records.Problems.Add(new DeclarationProblem(DeclarationProblemKind.Unrepresentable, member, message));
        return null;
    }
}
