using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>The types that are lists and maps in a schema.</summary>
static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";

    private static readonly (string Namespace, string Name, ListKind Kind)[] Lists =
    [
        (Generic, "IReadOnlyList", ListKind.ReadOnly),
        (Generic, "IReadOnlyCollection", ListKind.ReadOnly),
        (Generic, "List", ListKind.List),
        (Generic, "IList", ListKind.Mutable),
        (Generic, "ICollection", ListKind.Mutable),
        (Immutable, "ImmutableArray", ListKind.ImmutableArray),
        (Immutable, "ImmutableList", ListKind.ImmutableList),
        (Immutable, "IImmutableList", ListKind.ImmutableList),
    ];

    private static readonly (string Namespace, string Name, MapKind Kind)[] Maps =
    [
        (Generic, "Dictionary", MapKind.Dictionary),
        (Generic, "IDictionary", MapKind.Dictionary),
        (Generic, "IReadOnlyDictionary", MapKind.Dictionary),
        (Immutable, "ImmutableDictionary", MapKind.Immutable),
        (Immutable, "IImmutableDictionary", MapKind.Immutable),
        ("System.Collections.Frozen", "FrozenDictionary", MapKind.Frozen),
    ];

    public static ListKind? ListOf(INamedTypeSymbol type)
    {
        int index = type.Arity != 1 ? -1 : Array.FindIndex(Lists, row => type.Is(row.Namespace, row.Name, arity: 1));
        return index < 0 ? null : Lists[index].Kind;
    }

    public static MapKind? MapOf(INamedTypeSymbol type)
    {
        int index = type.Arity != 2 ? -1 : Array.FindIndex(Maps, row => type.Is(row.Namespace, row.Name, arity: 2));
        return index < 0 ? null : Maps[index].Kind;
    }
}
