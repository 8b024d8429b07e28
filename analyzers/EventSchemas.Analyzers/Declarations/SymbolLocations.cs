using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Where to report something about a symbol.</summary>
static class SymbolLocations
{
    /// <summary>The symbol, if the compilation itself declares it; else the event, which is the nearest that does. An IDE shows a referenced project's source, and a build only its metadata.</summary>
    public static ISymbol OwnOr(this ISymbol symbol, INamedTypeSymbol @event) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, @event.ContainingAssembly) && symbol.Locations.Any(location => location.IsInSource)
            ? symbol
            : @event;

    /// <summary>The type whose analysis reports about the symbol.</summary>
    public static INamedTypeSymbol Owner(this ISymbol symbol) => symbol as INamedTypeSymbol ?? symbol.ContainingType;

    /// <summary>A name of a type that its constructed forms share, for finding what its analysis reports.</summary>
    public static string OwnerKey(this ISymbol type) => type.OriginalDefinition.GetDocumentationCommentId() ?? type.Name;

    /// <summary>Where the symbol stands.</summary>
    public static Location Place(this ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;

    /// <summary>The attribute, or one of its arguments by name; the first positional one where no name is given.</summary>
    public static Location Argument(this AttributeData attribute, string? name, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax syntax)
        {
            return Location.None;
        }

        return (syntax.ArgumentList?.Arguments.FirstOrDefault(argument => name is null
            ? argument.NameEquals is null
            : argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }
}
