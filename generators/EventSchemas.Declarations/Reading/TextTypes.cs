using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>The types that travel as the text that they parse from and format to.</summary>
static class TextTypes
{
    /// <summary>How a value is written, or null where the type doesn't parse and format.</summary>
    public static ScalarKind? Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct }
            || !type.AllInterfaces.Any(one => IsParsable(one, type)))
        {
            return null;
        }

        return type.AllInterfaces.Any(one => one.Is("System", "IUtf8SpanFormattable")) ? ScalarKind.Utf8Text
            : type.AllInterfaces.Any(one => one.Is("System", "ISpanFormattable")) ? ScalarKind.Text
            : null;
    }

    /// <summary>Whether the type is a number, whose text would be a poor wire format.</summary>
    public static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Char || type.AllInterfaces.Any(one => one.Is("System.Numerics", "INumberBase", arity: 1));

    /// <summary>The type to use in the place of a number or a character that has no type in Avro.</summary>
    public static string InsteadOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Char => "string",
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 => "int",
        SpecialType.System_UInt32 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => "long",
        _ => type.Name switch
        {
            "Half" => "float",
            "UInt64" => "long, or decimal with [AvroDecimal(20)] for numbers above long.MaxValue",
            _ => "long or double, decimal with [AvroDecimal(precision, scale)], or string",
        },
    };

    private static bool IsParsable(INamedTypeSymbol one, ITypeSymbol type) =>
        one.Is("System", "ISpanParsable", arity: 1) && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], type);
}
