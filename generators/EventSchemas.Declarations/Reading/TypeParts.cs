using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Declarations;

/// <summary>What an additional part of a type needs.</summary>
static class TypeParts
{
    /// <summary>
    /// Whether a node is a partial type and its containing types are partial too. Otherwise a second part would be a compiler error that
    /// hides the analyzer's message. An attribute of an unfinished declaration may not belong to a type at all.
    /// </summary>
    public static bool IsPartial(SyntaxNode node) =>
        node is TypeDeclarationSyntax
        && node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(type => type.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>The namespace and the types around a type.</summary>
    public static TypePlace PlaceOf(INamedTypeSymbol type) => new(
        type.ContainingNamespace.ToCode(), type.ContainingType is null ? default : Around(type).ToEquatableArray());

    /// <summary>The keyword that declares a type.</summary>
    public static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    private static IEnumerable<ContainingType> Around(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? Around(outer).Append(new ContainingType(Keyword(outer), outer.ToDeclaredName()))
        : [];
}
