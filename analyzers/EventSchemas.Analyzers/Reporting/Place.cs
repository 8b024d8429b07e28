using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>Where something is reported. Holds no symbol, so that it outlives the compilation that it was found in.</summary>
/// <param name="Owner">The type whose analysis reports it.</param>
/// <param name="OwnerName">That type's name.</param>
/// <param name="Name">The name of the symbol there.</param>
/// <param name="IsMember">Whether that is a member.</param>
/// <param name="Location">The location.</param>
sealed record Place(string Owner, string OwnerName, string Name, bool IsMember, Location Location)
{
    public static Place Of(ISymbol symbol) =>
        new(symbol.Owner().OwnerKey(), symbol.Owner().Name, symbol.Name, symbol is IPropertySymbol, symbol.Place());
}

/// <summary>The places of the parts of an event's declaration.</summary>
sealed class EventPlaces(INamedTypeSymbol @event, AttributeData attribute, CancellationToken cancellationToken)
{
    /// <summary>The attribute's argument that gives the key path.</summary>
    public const string KeyArgument = "Key";

    /// <summary>Where a record or a member is declared; the event where the compilation doesn't declare it.</summary>
    public Place Of(ISymbol symbol) => Place.Of(symbol.OwnOr(@event));

    /// <summary>Where a member's default is written; the member where that is elsewhere.</summary>
    public Place OfDefault(IPropertySymbol member, DeclarationProblemKind kind)
    {
        Place place = Of(member);
        return member.OwnOr(@event) is IPropertySymbol && DefaultPlace.Of(member, kind, cancellationToken) is { } location
            ? place with { Location = location }
            : place;
    }

    /// <summary>The form that the type of a member's texts declares; the member where that type isn't of this compilation.</summary>
    public Place OfTextForm(IPropertySymbol member)
    {
        foreach (INamedTypeSymbol type in Parts(member.Type))
        {
            if (type.OurAttribute(WellKnownNames.TextFormAttribute) is { } form
                && SymbolEqualityComparer.Default.Equals(type.OwnOr(@event), type))
            {
                return Place.Of(type) with { Location = form.Argument(name: null, cancellationToken) };
            }
        }

        return Of(member);
    }

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };

    /// <summary>Where an attribute is written; the event where the compilation doesn't contain it.</summary>
    public Place OfAttribute(AttributeData data)
    {
        SyntaxNode? syntax = data.ApplicationSyntaxReference?.GetSyntax(cancellationToken);
        return Place.Of(@event) with { Location = syntax?.GetLocation() ?? @event.Place(), IsMember = false };
    }

    /// <summary>An argument of the event's attribute, by name; its first argument where no name is given.</summary>
    public Place OfArgument(string? name) => Place.Of(@event) with { Location = attribute.Argument(name, cancellationToken) };
}

/// <summary>Where to report something about a symbol.</summary>
static class SymbolLocations
{
    /// <summary>
    /// The symbol, if the compilation itself declares it; else the event, which is the nearest that does. An IDE shows a referenced
    /// project's source, and a build only its metadata.
    /// </summary>
    public static ISymbol OwnOr(this ISymbol symbol, INamedTypeSymbol @event) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, @event.ContainingAssembly)
        && symbol.Locations.Any(location => location.IsInSource)
            ? symbol
            : @event;

    /// <summary>The type whose analysis reports about the symbol.</summary>
    public static INamedTypeSymbol Owner(this ISymbol symbol) => symbol as INamedTypeSymbol ?? symbol.ContainingType;

    /// <summary>A name of a type that its constructed forms share, for finding what its analysis reports.</summary>
    public static string OwnerKey(this ISymbol type) => type.OriginalDefinition.GetDocumentationCommentId() ?? type.Name;

    /// <summary>Where the symbol is declared.</summary>
    public static Location Place(this ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;

    /// <summary>The attribute, or one of its arguments by name; the first positional one where no name is given.</summary>
    public static Location Argument(this AttributeData attribute, string? name, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax)
        {
            return Location.None;
        }

        return (syntax.ArgumentList?.Arguments.FirstOrDefault(argument => name is null
            ? argument.NameEquals is null
            : argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }
}
