using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Declarations;

/// <summary>
/// Names of types and members in generated code. A type's name is also its identity, so it includes the nullability of type arguments.
/// Written here and not by <c>ToDisplayString</c>, which costs ten times as much, at every keystroke.
/// </summary>
static class TypeNames
{
    private const string GlobalPrefix = "global::";

    private static readonly SymbolDisplayFormat CodeFormat = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A type in generated code: with <c>global::</c>, keywords for special types, and nullability.</summary>
    public static string ToCode(this ITypeSymbol type) => (IsAnnotated(type) ? null : Keyword(type) ?? SimpleName(type))
        ?? Append(new StringBuilder(64), type, withNullability: true).ToString();

    /// <summary>The type in generated code without a question mark of its own.</summary>
    public static string ToCodeWithoutNullability(this ITypeSymbol type) =>
        Keyword(type) ?? SimpleName(type) ?? Append(new StringBuilder(64), type, withNullability: false).ToString();

    /// <summary>A type's name and its type parameters as they are written in C#, without what is around it.</summary>
    public static string ToDeclaredName(this INamedTypeSymbol type) => type.TypeParameters.IsEmpty
        ? Escape(type.Name)
        : $"{Escape(type.Name)}<{string.Join(", ", type.TypeParameters.Select(parameter => Escape(parameter.Name)))}>";

    /// <summary>A type as a person would write it.</summary>
    public static string ToDisplay(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>A name as it is written in C#: with <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>A text as a C# literal.</summary>
    public static string Literal(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    // Most types are directly in a namespace and not generic: their names don't need a builder.
    private static string? SimpleName(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0, ContainingType: null, IsTupleType: false, TypeKind: not TypeKind.Error }
            ? NamespacePrefix(type.ContainingNamespace) + Escape(type.Name)
            : null;

    private static string NamespacePrefix(INamespaceSymbol? @namespace) => @namespace is { IsGlobalNamespace: false }
        ? $"{NamespacePrefix(@namespace.ContainingNamespace)}{Escape(@namespace.Name)}."
        : GlobalPrefix;

    private static StringBuilder Append(StringBuilder text, ITypeSymbol type, bool withNullability)
    {
        if (Keyword(type) is { } keyword)
        {
            text.Append(keyword);
        }
        else if (type is IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol } array)
        {
            Append(text, array.ElementType, withNullability: true).Append("[]");
        }
        else if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Append(text, nullable.TypeArguments[0], withNullability: true).Append('?');
        }
        else if (type is INamedTypeSymbol { IsTupleType: false, TypeKind: not TypeKind.Error } named)
        {
            AppendNamed(text, named);
        }
        else
        {
            ITypeSymbol shown = withNullability ? type : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            return text.Append(shown.ToDisplayString(CodeFormat));
        }

        return withNullability && IsAnnotated(type) ? text.Append('?') : text;
    }

    private static void AppendNamed(StringBuilder text, INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            AppendNamed(text, outer);
            text.Append('.');
        }
        else
        {
            text.Append(GlobalPrefix);
            AppendNamespace(text, type.ContainingNamespace);
        }

        text.Append(Escape(type.Name));
        for (int i = 0; i < type.TypeArguments.Length; i++)
        {
            text.Append(i == 0 ? "<" : ", ");
            Append(text, type.TypeArguments[i], withNullability: true);
        }

        text.Append(type.TypeArguments.IsEmpty ? "" : ">");
    }

    private static void AppendNamespace(StringBuilder text, INamespaceSymbol? @namespace)
    {
        if (@namespace is { IsGlobalNamespace: false })
        {
            AppendNamespace(text, @namespace.ContainingNamespace);
            text.Append(Escape(@namespace.Name)).Append('.');
        }
    }

    private static bool IsAnnotated(ITypeSymbol type) => type is { IsValueType: false, NullableAnnotation: NullableAnnotation.Annotated };

    private static string? Keyword(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Byte => "byte",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Char => "char",
        SpecialType.System_String => "string",
        SpecialType.System_Object when type.TypeKind == TypeKind.Class => "object",
        _ => null,
    };
}
