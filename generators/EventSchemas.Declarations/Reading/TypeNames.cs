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
    public static string ToCode(this ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            nullable.TypeArguments[0].ToCode() + "?",
        { IsValueType: false, NullableAnnotation: NullableAnnotation.Annotated } => Name(type) + "?",
        _ => Name(type),
    };

    /// <summary>The type in generated code without a question mark of its own.</summary>
    public static string ToCodeWithoutNullability(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? type.ToCode() : Name(type);

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

    /// <summary>A namespace as it is written in C#; empty for the global one.</summary>
    public static string ToCode(this INamespaceSymbol @namespace) => Qualified(@namespace, Escape);

    /// <summary>A namespace as the metadata name it; empty for the global one.</summary>
    public static string ToMetadataName(this INamespaceSymbol @namespace) => Qualified(@namespace, static name => name);

    private static string Qualified(INamespaceSymbol @namespace, Func<string, string> write) =>
        @namespace.IsGlobalNamespace ? ""
        : @namespace.ContainingNamespace.IsGlobalNamespace ? write(@namespace.Name)
        : $"{Qualified(@namespace.ContainingNamespace, write)}.{write(@namespace.Name)}";

    private static string Name(ITypeSymbol type) => Keyword(type) ?? type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol } array => array.ElementType.ToCode() + "[]",
        INamedTypeSymbol { IsTupleType: false, TypeKind: not TypeKind.Error } named => Prefix(named) + NameWithArguments(named),
        _ => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(CodeFormat),
    };

    private static string Prefix(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{Prefix(outer)}{NameWithArguments(outer)}."
        : Prefix(type.ContainingNamespace);

    private static string Prefix(INamespaceSymbol? @namespace) => @namespace is { IsGlobalNamespace: false }
        ? $"{Prefix(@namespace.ContainingNamespace)}{Escape(@namespace.Name)}."
        : GlobalPrefix;

    private static string NameWithArguments(INamedTypeSymbol type) => type.TypeArguments.Length switch
    {
        0 => Escape(type.Name),
        1 => $"{Escape(type.Name)}<{type.TypeArguments[0].ToCode()}>",
        _ => $"{Escape(type.Name)}<{string.Join(", ", type.TypeArguments.Select(argument => argument.ToCode()))}>",
    };

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
