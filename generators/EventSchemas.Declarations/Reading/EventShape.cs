using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Declarations;

/// <summary>
/// Whether a type can be an event by how it is declared: generated code must be able to add a part to it, and to name it.
/// </summary>
static class EventShape
{
    /// <summary>What keeps an annotated type from being an event, as advice; null where nothing does.</summary>
    public static string? Problem(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.HasSyntaxErrors())
        {
            return null;
        }

        if (type is not { IsRecord: true, TypeKind: TypeKind.Class })
        {
            return "make it a record class";
        }

        if (type.IsGenericType)
        {
            return type.Arity > 0
                ? "remove its type parameters, because an event has one schema"
                : "declare it beside the type around it, which has type parameters";
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isPartial = current.DeclaringSyntaxReferences.All(reference =>
                reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial && current.DeclaringSyntaxReferences.Length > 1)
            {
                // The compiler reports parts without the modifier.
                return null;
            }

            if (!isPartial)
            {
                return $"add the partial modifier to '{current.Name}'";
            }
        }

        return Hidden(type) is { } hidden
            ? $"generated code must see it, so make '{hidden.Name}' internal or public"
            : null;
    }

    /// <summary>Whether stubs can be written for a partial type, even where it can't be an event.</summary>
    public static bool CanHaveStubs(INamedTypeSymbol type) => !type.IsGenericType && !type.IsStatic && Hidden(type) is null;

    /// <summary>
    /// Whether stubs are written for a partial type. Two types of one name, as a record and a class, are an error of the compiler; only
    /// one of them has stubs, so that these are one file.
    /// </summary>
    public static bool HasStubs(INamedTypeSymbol type) =>
        CanHaveStubs(type)
        && type.ContainingSymbol is INamespaceOrTypeSymbol around
        && SymbolEqualityComparer.Default.Equals(
            type, around.GetTypeMembers(type.Name, type.Arity).First(other => other.IsEvent() && CanHaveStubs(other)));

    private static INamedTypeSymbol? Hidden(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || current.DeclaredAccessibility is not (
                Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable))
            {
                return current;
            }
        }

        return null;
    }
}
