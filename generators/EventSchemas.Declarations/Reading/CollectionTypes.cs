using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Which types are lists and maps in a schema.</summary>
static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";

    private static readonly (string Namespace, string Name, ListKind Kind)[] Lists =
    [
        (Generic, "IReadOnlyList`1", ListKind.ReadOnly),
        (Generic, "IReadOnlyCollection`1", ListKind.ReadOnly),
        (Generic, "List`1", ListKind.List),
        (Generic, "IList`1", ListKind.Changeable),
        (Generic, "ICollection`1", ListKind.Changeable),
        (Immutable, "ImmutableArray`1", ListKind.ImmutableArray),
        (Immutable, "ImmutableList`1", ListKind.ImmutableList),
        (Immutable, "IImmutableList`1", ListKind.ImmutableList),
    ];

    private static readonly (string Namespace, string Name, MapKind Kind)[] Maps =
    [
        (Generic, "Dictionary`2", MapKind.Dictionary),
        (Generic, "IDictionary`2", MapKind.Dictionary),
        (Generic, "IReadOnlyDictionary`2", MapKind.Dictionary),
        (Immutable, "ImmutableDictionary`2", MapKind.Immutable),
        (Immutable, "IImmutableDictionary`2", MapKind.Immutable),
        ("System.Collections.Frozen", "FrozenDictionary`2", MapKind.Frozen),
    ];

    public static ListKind? ListOf(INamedTypeSymbol type)
    {
        int index = Array.FindIndex(Lists, row => type.OriginalDefinition.Is(row.Namespace, row.Name));
        return index < 0 ? null : Lists[index].Kind;
    }

    public static MapKind? MapOf(INamedTypeSymbol type)
    {
        int index = Array.FindIndex(Maps, row => type.OriginalDefinition.Is(row.Namespace, row.Name));
        return index < 0 ? null : Maps[index].Kind;
    }
}
