using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Declarations;

/// <summary>
/// Which properties of a record are members, in which order, and how it is constructed. The result is the same for a record in source
/// and in metadata: only to know the compiler's own errors, it reads syntax.
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

    /// <summary>The positions of members that must be set by an initializer although the constructor takes them.</summary>
    public int[] RequiredArguments { get; private init; } = [];

    /// <summary>A required field or property that isn't a member, so that nothing can create the record.</summary>
    public ISymbol? RequiredOther { get; private init; }

    /// <summary>Whether the compiler reports why nothing can create the record.</summary>
    public bool HasErrors { get; private init; }

    /// <summary>A member that only its own type can read.</summary>
    public IPropertySymbol? Unreadable { get; private init; }

    public static RecordShape Of(INamedTypeSymbol record, IAssemblySymbol within)
    {
        List<IPropertySymbol> properties = Properties(record, out List<ISymbol>? required);
        ImmutableArray<IMethodSymbol> constructors = record.InstanceConstructors;
        IMethodSymbol? constructor = FindConstructor(constructors, properties, within);
        int removed = properties.RemoveAll(property => !IsSettable(property, within) && ParameterOf(constructor, property) is null);
        int[] arguments = constructor is null ? [] : Positions(constructor, properties);
        bool mustInitialize = required is not null
            && constructor?.HasAttribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") == false;
        return new RecordShape(properties, constructor, arguments)
        {
            RequiredArguments = mustInitialize ? [.. arguments.Where(position => properties[position].IsRequired)] : [],
            RequiredOther = mustInitialize ? required!.Find(one => one is IFieldSymbol || IndexOf(properties, one.Name) < 0) : null,
            HasErrors = constructor is null
                && SymbolEqualityComparer.Default.Equals(record.ContainingAssembly, within)
                && constructors.Any(one => IsUnfinished(one, properties)),
            Unreadable = properties.Find(property => !IsReachable(property.GetMethod!, within)),
            HasOtherProperties = removed > 0,
            HasOtherConstructors = constructors.Length > UsualConstructors,
        };
    }

    /// <summary>The constructor's parameter that sets a property, if there is one.</summary>
    /// <param name="constructor">The constructor.</param>
    /// <param name="property">The property.</param>
    /// <param name="expected">The place that is looked at first: of a positional record, that of the property.</param>
    public static IParameterSymbol? ParameterOf(IMethodSymbol? constructor, IPropertySymbol property, int expected = 0)
    {
        if (constructor is null)
        {
            return null;
        }

        ImmutableArray<IParameterSymbol> parameters = constructor.Parameters;
        string name = property.Name;
        if (expected < parameters.Length && parameters[expected].Name == name && Sets(parameters[expected], property))
        {
            return parameters[expected];
        }

        IParameterSymbol? other = null;
        foreach (IParameterSymbol parameter in parameters)
        {
            if (parameter.Name == name && Sets(parameter, property))
            {
                return parameter;
            }

            // UserID and UserId can stand side by side: each parameter belongs to the property of its own spelling.
            other ??= Sets(parameter, property) && !HasExactProperty(parameter, property.ContainingType) ? parameter : null;
        }

        return other;
    }

    /// <summary>
    /// The parameter of a base record that sets a property: of the constructor with the most parameters that has one. An abstract record
    /// has protected constructors only.
    /// </summary>
    public static IParameterSymbol? DeclaredParameterOf(INamedTypeSymbol type, IPropertySymbol property)
    {
        IParameterSymbol? best = null;
        int length = 0;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.Length > length && ParameterOf(constructor, property) is { } parameter)
            {
                best = parameter;
                length = constructor.Parameters.Length;
            }
        }

        return best;
    }

    // Of the constructors that take only members, the one with the most parameters, if any.
    private static IMethodSymbol? FindConstructor(
        ImmutableArray<IMethodSymbol> constructors, List<IPropertySymbol> properties, IAssemblySymbol within)
    {
        IMethodSymbol? best = null;
        foreach (IMethodSymbol constructor in constructors)
        {
            bool isLonger = constructor.Parameters.Length > (best?.Parameters.Length ?? -1);
            if (isLonger && constructor.IsReachableFrom(within) && TakesOnly(constructor, properties))
            {
                best = constructor;
            }
        }

        return best?.HasAttribute("System", nameof(ObsoleteAttribute)) == true
            ? NotObsolete(best, constructors, properties, within) ?? best
            : best;
    }

    // Code outside of obsolete code can't call what is obsolete as an error, so that another constructor is taken if it gives the same.
    private static IMethodSymbol? NotObsolete(
        IMethodSymbol obsolete,
        ImmutableArray<IMethodSymbol> constructors,
        List<IPropertySymbol> properties,
        IAssemblySymbol within)
    {
        IPropertySymbol[] needed =
            [.. properties.Where(property => !IsSettable(property, within) && ParameterOf(obsolete, property) is not null)];
        return constructors
            .Where(constructor => constructor.IsReachableFrom(within)
                && !constructor.HasAttribute("System", nameof(ObsoleteAttribute))
                && TakesOnly(constructor, properties)
                && needed.All(property => ParameterOf(constructor, property) is not null))
            .OrderByDescending(constructor => constructor.Parameters.Length)
            .FirstOrDefault();
    }

    // A parameter without a type or a name; one of a positional record whose property has another type.
    private static bool IsUnfinished(IMethodSymbol constructor, List<IPropertySymbol> properties)
    {
        bool isPrimary = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is RecordDeclarationSyntax;
        return constructor.Parameters.Any(parameter =>
            parameter.Name.Length == 0
            || parameter.Type.HasErrors()
            || (isPrimary && properties.Exists(property => property.Name == parameter.Name
                && !SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type))));
    }

    private static int[] Positions(IMethodSymbol constructor, List<IPropertySymbol> properties)
    {
        var positions = new int[constructor.Parameters.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = IndexOf(properties, constructor.Parameters[i], expected: i);
        }

        return positions;
    }

    private static bool TakesOnly(IMethodSymbol constructor, List<IPropertySymbol> properties)
    {
        ImmutableArray<IParameterSymbol> parameters = constructor.Parameters;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (IndexOf(properties, parameters[i], expected: i) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static List<IPropertySymbol> Properties(INamedTypeSymbol record, out List<ISymbol>? required)
    {
        required = null;
        var properties = new List<IPropertySymbol>();
        Stack<INamedTypeSymbol>? bases = null;
        for (INamedTypeSymbol? type = record.BaseType; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            (bases ??= new()).Push(type);
        }

        while (bases is { Count: > 0 })
        {
            AddProperties(bases.Pop(), properties, ref required);
        }

        AddProperties(record, properties, ref required);
        return properties;
    }

    private static void AddProperties(INamedTypeSymbol type, List<IPropertySymbol> properties, ref List<ISymbol>? required)
    {
        // Roslyn copies all members of a type for each caller, and most of a record's are of the compiler's making.
        if (OnlyParameters(type) is { } parameters)
        {
            foreach (ParameterSyntax parameter in parameters)
            {
                AddPropertyOf(parameter, type, properties);
            }
        }
        else
        {
            AddProperties(type.GetMembers(), properties, ref required);
        }
    }

    /// <summary>The parameters of a record in source that declares nothing else.</summary>
    private static SeparatedSyntaxList<ParameterSyntax>? OnlyParameters(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences is { Length: 1 } declarations
        && declarations[0].GetSyntax() is RecordDeclarationSyntax { ParameterList: { } list, Members.Count: 0 }
            ? list.Parameters
            : null;

    // The compiler makes it public and not required, unless a base record has it already.
    private static void AddPropertyOf(ParameterSyntax parameter, INamedTypeSymbol type, List<IPropertySymbol> properties)
    {
        if (parameter.Identifier.ValueText is not { Length: > 0 } name)
        {
            return;
        }

        foreach (ISymbol member in type.GetMembers(name))
        {
            if (member is IPropertySymbol property)
            {
                Replace(properties, property);
            }
        }
    }

    private static void AddProperties(
        ImmutableArray<ISymbol> members, List<IPropertySymbol> properties, ref List<ISymbol>? required)
    {
        foreach (ISymbol member in members)
        {
            if (member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true })
            {
                (required ??= []).Add(member);
            }

            if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null, Name.Length: > 0 } property
                && property.DeclaredAccessibility == Accessibility.Public
                && property.ExplicitInterfaceImplementations.IsEmpty)
            {
                Replace(properties, property);
            }
        }
    }

    private static void Replace(List<IPropertySymbol> properties, IPropertySymbol property)
    {
        if (IndexOf(properties, property.Name) is >= 0 and int hidden)
        {
            properties.RemoveAt(hidden);
        }

        properties.Add(property);
    }

    private static int IndexOf(List<IPropertySymbol> properties, string name)
    {
        for (int i = 0; i < properties.Count; i++)
        {
            if (properties[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    // The properties of a positional record have the order of its parameters, so that the expected place is nearly always the one.
    private static int IndexOf(List<IPropertySymbol> properties, IParameterSymbol parameter, int expected)
    {
        if (expected < properties.Count && properties[expected].Name == parameter.Name && Sets(parameter, properties[expected]))
        {
            return expected;
        }

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
        property.SetMethod is { } setter && IsReachable(setter, within);

    // The record itself and its public properties are reachable where its shape is asked for.
    private static bool IsReachable(IMethodSymbol accessor, IAssemblySymbol within) =>
        accessor.DeclaredAccessibility == Accessibility.Public || accessor.IsReachableFrom(within);

    private static bool Sets(IParameterSymbol parameter, IPropertySymbol property) =>
        string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
        && parameter.RefKind is RefKind.None or RefKind.In
        && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type);
}
