using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

static class SymbolExtensions
{
    /// <summary>A type's name in generated code: with <c>global::</c>, keywords for special types, and nullability.</summary>
    private static readonly SymbolDisplayFormat CodeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string ToCode(this ITypeSymbol type) => type.ToDisplayString(CodeFormat);

    /// <summary>The type's name in generated code without a question mark of its own.</summary>
    public static string ToCodeWithoutNullability(this ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(CodeFormat);

    /// <summary>Whether a type stands directly in a namespace under a name; of a generic type, its definition.</summary>
    public static bool Is(this ITypeSymbol type, string @namespace, string name) =>
        type.MetadataName == name && type.ContainingType is null && IsNamespace(type.ContainingNamespace, @namespace);

    /// <summary>Whether the symbol has an attribute of EventSchemas.</summary>
    public static bool HasAttribute(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(data => data.AttributeClass is { } type && type.Is(WellKnownNames.Namespace, attribute));

    /// <summary>An attribute of EventSchemas, if the symbol has it.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass is { } type && type.Is(WellKnownNames.Namespace, attribute));

    /// <summary>An argument of an attribute, or null where it is absent, null or a list.</summary>
    public static object? ArgumentAt(this AttributeData attribute, int position) =>
        position < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[position].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[position].Value
            : null;

    /// <summary>The names that <c>[AvroAlias]</c> gives a symbol.</summary>
    public static IEnumerable<string> Aliases(this ISymbol? symbol) => symbol is null ? [] : symbol.GetAttributes()
        .Where(data => data.AttributeClass is { } type && type.Is(WellKnownNames.Namespace, WellKnownNames.AvroAliasAttribute))
        .Select(data => data.ArgumentAt(0))
        .OfType<string>();

    /// <summary>The first argument of an attribute of EventSchemas, if the symbol has it.</summary>
    public static bool TryGetAttributeValue(this ISymbol? symbol, string attribute, out object? value)
    {
        foreach (AttributeData data in symbol?.GetAttributes() ?? [])
        {
            if (data.AttributeClass is { } type && type.Is(WellKnownNames.Namespace, attribute) && data.ConstructorArguments.Length > 0)
            {
                value = data.ConstructorArguments[0].Kind == TypedConstantKind.Array ? null : data.ConstructorArguments[0].Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Whether code of an assembly can name the symbol, wherever in it the code stands.</summary>
    public static bool IsReachableFrom(this ISymbol symbol, IAssemblySymbol assembly)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol { IsGlobalNamespace: true }; current = current.ContainingSymbol)
        {
            // What is half typed may have no name yet.
            bool reachable = current.Name.Length > 0 && (current is INamespaceSymbol || IsVisible(current, assembly));
            if (!reachable)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsVisible(ISymbol symbol, IAssemblySymbol assembly) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.NotApplicable => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, assembly),
        _ => false,
    };

    private static bool IsNamespace(INamespaceSymbol? symbol, string name)
    {
        int end = name.Length;
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            int start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0)
            {
                return false;
            }

            if (start == 0)
            {
                return symbol.ContainingNamespace.IsGlobalNamespace;
            }

            if (name[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
        }

        return false;
    }
}
