using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>Reads where the enums and unions of a compilation list their items.</summary>
static class PartReader
{
    /// <summary>The places by the types in generated code.</summary>
    public static IReadOnlyDictionary<string, PartPlaces> Of(
        INamedTypeSymbol @event, IEnumerable<ITypeSymbol> types, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, PartPlaces>(StringComparer.Ordinal);
        foreach (INamedTypeSymbol type in types.OfType<INamedTypeSymbol>())
        {
            if ((type.TypeKind == TypeKind.Enum || type.IsRecord)
                && SymbolEqualityComparer.Default.Equals(type.OwnOr(@event), type)
                && Of(type, cancellationToken) is { } part)
            {
                places[type.ToCodeWithoutNullability()] = part;
            }
        }

        return places;
    }

    private static PartPlaces? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, Place>(StringComparer.Ordinal);
        if (type.TypeKind == TypeKind.Enum)
        {
            foreach (IFieldSymbol symbol in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.IsConst))
            {
                items[AttributeReader.Of(symbol).Name ?? symbol.Name] = Place.Of(symbol);
            }

            return new PartPlaces(Place.Of(type), items);
        }

        if (type.OurAttribute(WellKnownNames.AvroUnionAttribute) is not { } union
            || union.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax attribute)
        {
            return null;
        }

        Place place = Place.Of(type);
        IReadOnlyList<INamedTypeSymbol?> branches = AttributeReader.Of(type).UnionBranches ?? [];
        AttributeArgumentSyntax[] arguments = [.. attribute.ArgumentList?.Arguments ?? []];
        for (int i = 0; i < branches.Count && arguments.Length == branches.Count; i++)
        {
            if (branches[i] is { } branch)
            {
                items[TypeReferences.SchemaName(branch, AttributeReader.Of(branch))] =
                    place with { Location = arguments[i].GetLocation() };
            }
        }

        return new PartPlaces(place with { Location = attribute.GetLocation() }, items);
    }
}
