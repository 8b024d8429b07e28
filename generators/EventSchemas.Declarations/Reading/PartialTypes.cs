using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Declarations;

/// <summary>Whether a second part of a type can be written.</summary>
static class PartialTypes
{
    /// <summary>
    /// Whether a node is a type that is partial, as all around it are. Without the modifier a second part would be an error of the compiler,
    /// which hides the analyzer's; and what is half typed may be no type.
    /// </summary>
    public static bool IsPartial(SyntaxNode node) =>
        node is TypeDeclarationSyntax
        && node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(type => type.Modifiers.Any(SyntaxKind.PartialKeyword));
}
