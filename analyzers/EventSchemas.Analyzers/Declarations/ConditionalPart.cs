using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>A part of a record or an enum that only some builds have.</summary>
/// <param name="Type">The type's name as the metadata have it.</param>
/// <param name="TypeName">Its name in C#.</param>
/// <param name="What">What is conditional, as the start of a sentence.</param>
/// <param name="Condition">The directive.</param>
/// <param name="Location">The part, if this build has it; else the directive.</param>
/// <param name="Declarations">
/// How many declarations of the type the file loses with the part; none where it keeps one. A type whose only declaration is conditional
/// has no other shape.
/// </param>
sealed record ConditionalPart(
    string Type, string TypeName, string What, string Condition, Location Location, int Declarations)
{
    /// <summary>The findings about the types that events reach (EVS2011).</summary>
    public static IEnumerable<OwnedDiagnostic> Of(AnalyzedEvent @event, ILookup<string, ConditionalPart> parts)
    {
        foreach (DeclaredType type in parts.Count == 0 ? [] : @event.Types)
        {
            foreach (ConditionalPart part in parts[type.MetadataName].Where(part => part.Declarations < type.Declarations))
            {
                yield return new OwnedDiagnostic(
                    type.OwnerKey,
                    Diagnostic.Create(
                        RuleDescriptors.Of(RuleIds.MemberIsConditional), part.Location, part.What, part.Condition, part.TypeName));
            }
        }
    }
}

/// <summary>A record or an enum that an event reaches, and the compilation declares.</summary>
/// <param name="MetadataName">Its name as the metadata have it.</param>
/// <param name="OwnerKey">The name by which its analysis finds what it reports.</param>
/// <param name="Declarations">How many declarations it has, without generated ones.</param>
sealed record DeclaredType(string MetadataName, string OwnerKey, int Declarations)
{
    /// <summary>The types, as far as the compilation of the event declares them.</summary>
    public static IEnumerable<DeclaredType> Of(INamedTypeSymbol @event, IEnumerable<ITypeSymbol> types) => types
        .OfType<INamedTypeSymbol>()
        .Where(type => type.IsRecord || type.TypeKind == TypeKind.Enum)
        .Where(type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, @event.ContainingAssembly))
        .Select(type => new DeclaredType(
            type.ToMetadataName(),
            type.OwnerKey(),
            type.DeclaringSyntaxReferences.Count(one => !one.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase))));
}
