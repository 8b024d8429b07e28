using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// The types that the reading of an event depends on, and their files. Other files can only change the meaning of names in these, which
/// <see cref="TreeSummary"/> tracks.
/// </summary>
static class ReadTypes
{
    /// <summary>The files that declare the types.</summary>
    public static IReadOnlyCollection<SyntaxTree> TreesOf(IEnumerable<ITypeSymbol> types) =>
        new HashSet<SyntaxTree>(types.SelectMany(type => type.DeclaringSyntaxReferences).Select(reference => reference.SyntaxTree));

    /// <summary>Every type that the reading reached, as it is declared.</summary>
    public static IReadOnlyCollection<ITypeSymbol> Of(INamedTypeSymbol @event, DeclarationReading reading)
    {
        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        Add(types, @event);
        foreach (RecordReading record in reading.Records)
        {
            Add(types, record.Symbol);
        }

        foreach (IPropertySymbol member in reading.Records.SelectMany(record => record.Members))
        {
            Add(types, member.Type);
            AddNamedBy(types, member);
        }

        return types;
    }

    // Ancestors are those of the definition: a generic type may derive from ever larger uses of itself.
    private static void Add(HashSet<ITypeSymbol> types, ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            Add(types, array.ElementType);
        }

        if (type is not INamedTypeSymbol named)
        {
            return;
        }

        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            Add(types, argument);
        }

        // A type of another assembly changes with the references only, but its arguments may be ours.
        INamedTypeSymbol definition = named.OriginalDefinition;
        if (!types.Add(definition) || definition.DeclaringSyntaxReferences.IsEmpty)
        {
            return;
        }

        foreach (ITypeSymbol ancestor in definition.AllInterfaces.Concat(definition.BaseType is { } baseType ? [baseType] : []))
        {
            Add(types, ancestor);
        }

        AddNamedBy(types, definition);
    }

    // Converters and the branches of unions are named by attributes.
    private static void AddNamedBy(HashSet<ITypeSymbol> types, ISymbol symbol)
    {
        foreach (TypedConstant argument in symbol.GetAttributes().SelectMany(attribute => attribute.ConstructorArguments))
        {
            foreach (TypedConstant part in argument is { Kind: TypedConstantKind.Array, IsNull: false } ? argument.Values : [argument])
            {
                if (part is { Kind: TypedConstantKind.Type, Value: ITypeSymbol named })
                {
                    Add(types, named);
                }
            }
        }
    }
}
