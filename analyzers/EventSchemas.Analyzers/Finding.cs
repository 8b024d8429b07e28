using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>A diagnostic, and the type whose analysis reports it.</summary>
/// <param name="Owner">The type, as <see cref="SymbolLocations.OwnerKey"/> names it.</param>
/// <param name="Diagnostic">The diagnostic.</param>
sealed record Finding(string Owner, Diagnostic Diagnostic)
{
    /// <summary>A rule's diagnostic at a place.</summary>
    public static Finding At(Place place, DiagnosticDescriptor rule, params object?[] arguments) => new(place.Owner, Diagnostic.Create(rule, place.Location, arguments));
}
