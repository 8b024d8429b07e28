using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Where the parts of an event's declaration stand.</summary>
sealed class EventPlaces(INamedTypeSymbol @event, AttributeData attribute, CancellationToken cancellationToken)
{
    /// <summary>The attribute's argument that gives the key path.</summary>
    public const string KeyArgument = "Key";

    /// <summary>Where a record or a member stands; the event where the compilation doesn't declare it.</summary>
    public Place Of(ISymbol symbol) => Place.Of(symbol.OwnOr(@event));

    /// <summary>Where an attribute stands; the event where the compilation doesn't.</summary>
    public Place OfAttribute(AttributeData data)
    {
        SyntaxNode? syntax = data.ApplicationSyntaxReference?.GetSyntax(cancellationToken);
        return Place.Of(@event) with { Location = syntax?.GetLocation() ?? @event.Place(), IsMember = false };
    }

    /// <summary>Where the event's attribute says something, by name; its first argument where no name is given.</summary>
    public Place OfArgument(string? name) => Place.Of(@event) with { Location = attribute.Argument(name, cancellationToken) };
}
