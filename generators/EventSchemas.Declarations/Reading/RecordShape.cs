using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Which properties of a record are members, in which order, and how it is constructed. The result is the same for a record in source
/// and in metadata, because it reads no syntax.
/// </summary>
sealed class RecordShape
{
    // The one that is called, and the copy constructor of a class or the parameterless one of a struct.
    private const int UsualConstructors = 2;

    private RecordShape(IReadOnlyList<IPropertySymbol> members, IMethodSymbol? constructor, int[] constructorArguments)
    {
        Members = members;
        Constructor = constructor;
        ConstructorArguments = constructorArguments;
    }

    /// <summary>The members: those of base records first, a redeclared one at the place of its redeclaration.</summary>
    public IReadOnlyList<IPropertySymbol> Members { get; }

    /// <summary>Whether the record has public properties that aren't members, because nothing can set them.</summary>
    public bool HasOtherProperties { get; private init; }

    /// <summary>Whether there are constructors beside the one that is called: their parameters may have attributes of their own.</summary>
    public bool HasOtherConstructors { get; private init; }

    /// <summary>The constructor, or null if none takes only members.</summary>
    public IMethodSymbol? Constructor { get; }

    /// <summary>For each parameter of the constructor, the position of its member.</summary>
    public int[] ConstructorArguments { get; }

    public static RecordShape Of(INamedTypeSymbol record, IAssemblySymbol within)
    {
        List<IPropertySymbol> properties = Properties(record, within);
        IMethodSymbol? constructor = FindConstructor(record, properties, within);
        int removed = properties.RemoveAll(property => !IsSettable(property, within) && ParameterOf(constructor, property) is null);
        int[] arguments = constructor is null ? [] : [.. constructor.Parameters.Select(parameter => IndexOf(properties, parameter))];
        return new RecordShape(properties, constructor, arguments) 
        {
            HasOtherProperties = removed > 0,
            HasOtherConstructors = record.InstanceConstructors.Length > UsualConstructors,
        };
    }

    /// <summary>The constructor's parameter that sets a property, if there is one.</summary>
    public static IParameterSymbol? ParameterOf(IMethodSymbol? constructor, IPropertySymbol property)
    {
        IParameterSymbol? other = null;
        foreach (IParameterSymbol parameter in constructor?.Parameters ?? [])
        {
            if (parameter.Name == property.Name && Sets(parameter, property))
            {
                return parameter;
            }

            // UserID and UserId can stand side by side: each parameter belongs to the property of its own spelling.
            other ??= Sets(parameter, property) && !HasExactProperty(parameter, property.ContainingType) ? parameter : null;
        }

        return other;
    }

    /// <summary>Of the constructors that take only members, the one with the most parameters, if any.</summary>
    public static IMethodSymbol? FindConstructor(
        INamedTypeSymbol record, IReadOnlyList<IPropertySymbol> properties, IAssemblySymbol within)
    {
        IMethodSymbol? best = null;
        foreach (IMethodSymbol constructor in record.InstanceConstructors)
        {
            bool isLonger = constructor.Parameters.Length > (best?.Parameters.Length ?? -1);
            if (isLonger && constructor.IsReachableFrom(within) && TakesOnly(constructor, properties))
            {
                best = constructor;
            }
        }

        return best;
    }

    private static bool TakesOnly(IMethodSymbol constructor, IReadOnlyList<IPropertySymbol> properties)
    {
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (IndexOf(properties, parameter) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static List<IPropertySymbol> Properties(INamedTypeSymbol record, IAssemblySymbol within)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? type = record; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            types.Push(type);
        }

        var properties = new List<IPropertySymbol>();
        foreach (INamedTypeSymbol type in types)
        {
            foreach (ISymbol member in type.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null, Name.Length: > 0 } property
                    && property.DeclaredAccessibility == Accessibility.Public
                    && property.ExplicitInterfaceImplementations.IsEmpty)
                {
                    Replace(properties, property);
                }
            }
        }

        return properties;
    }

    private static void Replace(List<IPropertySymbol> properties, IPropertySymbol property)
    {
        for (int i = properties.Count - 1; i >= 0; i--)
        {
            if (properties[i].Name == property.Name)
            {
                properties.RemoveAt(i);
            }
        }

        properties.Add(property);
    }

    private static int IndexOf(IReadOnlyList<IPropertySymbol> properties, IParameterSymbol parameter)
    {
        int other = -1;
        for (int i = 0; i < properties.Count; i++)
        {
            if (Sets(parameter, properties[i]))
            {
                if (parameter.Name == properties[i].Name)
                {
                    return i;
                }

                other = other < 0 ? i : other;
            }
        }

        return other;
    }

    private static bool HasExactProperty(IParameterSymbol parameter, INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers(parameter.Name))
        {
            if (member is IPropertySymbol)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSettable(IPropertySymbol property, IAssemblySymbol within) =>
        property.SetMethod is { } setter && setter.IsReachableFrom(within);

    private static bool Sets(IParameterSymbol parameter, IPropertySymbol property) =>
        string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
        && parameter.RefKind == RefKind.None
        && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type);
}
