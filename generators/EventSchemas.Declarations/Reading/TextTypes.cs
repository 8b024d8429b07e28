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

    private static bool IsParsable(INamedTypeSymbol one, ITypeSymbol type) =>
        one.Is("System", "ISpanParsable", arity: 1) && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], type);
}
