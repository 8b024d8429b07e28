using EventSchemas.Assemblies;

namespace EventSchemas.Tool;

/// <summary>The C# types that the events of a build are made of. Immutable.</summary>
/// <param name="types">The types, as the manifest has them.</param>
sealed class CSharpTypes(IReadOnlyList<ManifestType> types)
{
    private readonly Dictionary<string, ManifestType> _byName = types
        .DistinctBy(type => type.Name)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    private readonly ILookup<string, string> _bySimpleName = types
        .Select(type => OutermostOf(type.Name))
        .Distinct(StringComparer.Ordinal)
        .ToLookup(SimpleName, StringComparer.Ordinal);

    /// <summary>A type by its name; null where it isn't one of them.</summary>
    public ManifestType? Find(CSharpType type) => _byName.GetValueOrDefault(type.Text);

    /// <summary>Whether another type has the same name in another namespace.</summary>
    /// <param name="outermost">A type that isn't nested.</param>
    public bool HasNamesake(string outermost) => _bySimpleName[SimpleName(outermost)].Any(other => other != outermost);

    /// <summary>The type around a nested type, or else the type itself, without arguments.</summary>
    public static string OutermostOf(string name) => name.Split('<', '+')[0];

    /// <summary>A name without its namespace.</summary>
    public static string SimpleName(string name) => name[(name.LastIndexOf('.') + 1)..];
}
