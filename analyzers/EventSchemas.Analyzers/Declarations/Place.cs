using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Where something is reported. Holds no symbol, so that it outlives the compilation that it was found in.</summary>
/// <param name="Owner">The type whose analysis reports it.</param>
/// <param name="OwnerName">That type's name.</param>
/// <param name="Name">The name of what stands there.</param>
/// <param name="IsMember">Whether that is a member.</param>
/// <param name="Location">The location.</param>
sealed record Place(string Owner, string OwnerName, string Name, bool IsMember, Location Location)
{
    public static Place Of(ISymbol symbol) => new(symbol.Owner().OwnerKey(), symbol.Owner().Name, symbol.Name, symbol is IPropertySymbol, symbol.Place());
}
