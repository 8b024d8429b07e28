using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Finds types of the project that generated code would mean where it names those of EventSchemas, or its own (EVS1015).</summary>
static class RuntimeNames
{
    private const string Generated = "Generated";
    private const string Codec = "Codec";

    private static readonly string[] CodecEndings =
    [
        Codec,
        .. new[] { FieldNaming.AsWritten, FieldNaming.SnakeCase, FieldNaming.CamelCase }
            .Select(naming => Codec + EventConventions.CloudEvents.With(naming).CodecSuffix),
    ];

    /// <summary>The problems of a compilation without generated code.</summary>
    public static EquatableArray<SourceProblem> Taken(Compilation compilation)
    {
        INamespaceSymbol? ours = compilation.Assembly.GlobalNamespace.InnerNamespace(WellKnownNames.Namespace);
        if (ours is null)
        {
            return default;
        }

        return ours.GetTypeMembers()
            .Where(type => HidesRuntime(type, compilation))
            .Concat(ours.InnerNamespace(Generated) is { } generated ? Codecs(generated) : [])
            .Select(type => new SourceProblem(
                RuleIds.RuntimeNameTaken, type.ToMetadataName(), new[] { type.ToDisplayString() }.ToEquatableArray()))
            .ToEquatableArray();
    }

    private static bool HidesRuntime(INamedTypeSymbol type, Compilation compilation) => compilation
        .GetTypesByMetadataName(type.ToMetadataName())
        .Any(other => other.DeclaredAccessibility == Accessibility.Public
            && !SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, compilation.Assembly));

    private static IEnumerable<INamedTypeSymbol> Codecs(INamespaceSymbol generated) => generated.GetTypeMembers()
        .Where(type => type.Arity == 0)
        .Concat(generated.GetNamespaceMembers()
            .Where(inner => IsCodec(inner.Name))
            .SelectMany(inner => inner.GetTypeMembers()))
        .Where(type => IsCodec(type.Name) || IsCodec(type.ContainingNamespace.Name));

    private static bool IsCodec(string name) => CodecEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
}
