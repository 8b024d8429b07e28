using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>A diagnostic, and the type whose analysis reports it. Two are equal where they report the same at the same place.</summary>
/// <param name="Owner">The type, as <see cref="SymbolLocations.OwnerKey"/> names it.</param>
/// <param name="Diagnostic">The diagnostic.</param>
sealed record OwnedDiagnostic(string Owner, Diagnostic Diagnostic)
{
    /// <summary>A rule's diagnostic at a place.</summary>
    public static OwnedDiagnostic At(Place place, string rule, params object?[] arguments) =>
        new(place.Owner, Diagnostic.Create(RuleDescriptors.Of(rule), place.Location, arguments));

    /// <summary>A rule's diagnostic that carries something for a fix, if that isn't null.</summary>
    public static OwnedDiagnostic With(string property, string? value, Place place, string rule, params object?[] arguments) => new(
        place.Owner,
        Diagnostic.Create(
            RuleDescriptors.Of(rule),
            place.Location,
            ImmutableDictionary<string, string?>.Empty.Add(property, value),
            arguments));

    /// <summary>What a fault of EventSchemas is reported as.</summary>
    public static OwnedDiagnostic Fault(Place place, Exception exception) =>
        At(place, RuleIds.InternalError, [.. FaultBoundary.Arguments(place.Name, exception)]);
}
