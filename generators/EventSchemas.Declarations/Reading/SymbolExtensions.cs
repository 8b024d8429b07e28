using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Questions about symbols.</summary>
static class SymbolExtensions
{
    /// <summary>Whether a type has a name and a number of type parameters, and is declared directly in a namespace.</summary>
    public static bool Is(this ITypeSymbol type, string @namespace, string name, int arity = 0) =>
        type.Name == name
        && type is INamedTypeSymbol named
        && named.Arity == arity
        && type.ContainingType is null
        && type.ContainingNamespace.IsNamed(@namespace);

    /// <summary>
    /// The namespace of a name in another one; null where there is none. It is cheap: for a list of all namespaces, Roslyn merges those of
    /// all references anew in every compilation.
    /// </summary>
    public static INamespaceSymbol? InnerNamespace(this INamespaceSymbol container, string name) =>
        container.GetMembers(name).OfType<INamespaceSymbol>().FirstOrDefault();

    /// <summary>Whether a type is one of EventSchemas.</summary>
    public static bool IsOurs(this ITypeSymbol type, string name, int arity = 0) => type.Is(WellKnownNames.Namespace, name, arity);

    /// <summary>The first attribute of EventSchemas with a name on a symbol; null where there is none.</summary>
    public static AttributeData? OurAttribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && type.IsOurs(name));

    /// <summary>Whether a type is an event.</summary>
    public static bool IsEvent(this ITypeSymbol type) => AttributeReader.FindEvent(type) is not null;

    /// <summary>Whether a type is an event, or a contract that was written by hand.</summary>
    public static bool IsContract(this ITypeSymbol type) =>
        type.IsEvent() || type.AllInterfaces.Any(contract => contract.IsOurs(WellKnownNames.EventContractInterface, arity: 1));

    /// <summary>Whether a type is a handler's interface.</summary>
    public static bool IsEventHandler(this INamedTypeSymbol type) => type.IsOurs(WellKnownNames.EventHandlerInterface, arity: 1);

    /// <summary>Whether all code of an assembly can name the symbol.</summary>
    public static bool IsReachableFrom(this ISymbol symbol, IAssemblySymbol assembly)
    {
        for (ISymbol? current = symbol;
            current is not null and not INamespaceSymbol { IsGlobalNamespace: true };
            current = current.ContainingSymbol)
        {
            // An unfinished declaration may have no name yet.
            bool isReachable = current.Name.Length > 0 && (current is INamespaceSymbol || IsVisible(current, assembly));
            if (!isReachable)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a type, or a part of it, is one that the compiler doesn't find.</summary>
    public static bool HasErrors(this ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            return true;
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType.HasErrors();
        }

        for (INamedTypeSymbol? named = type as INamedTypeSymbol; named is not null; named = named.ContainingType)
        {
            foreach (ITypeSymbol argument in named.TypeArguments)
            {
                if (argument.HasErrors())
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The type that a type derives from and the compiler doesn't find; null where there is none.</summary>
    public static INamedTypeSymbol? UnknownBase(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error)
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>Whether a declaration of a type is unfinished, so that nobody knows all that it says.</summary>
    public static bool HasSyntaxErrors(this INamedTypeSymbol type)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is { ContainsDiagnostics: true } syntax
                && syntax.GetDiagnostics().Any(one => one.DefaultSeverity == DiagnosticSeverity.Error))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the compiler reports that it can't evaluate an attribute.</summary>
    public static bool HasErrors(this AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference is null)
        {
            return false;
        }

        if (attribute.AttributeConstructor is null)
        {
            return true;
        }

        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            if (HasErrors(argument))
            {
                return true;
            }
        }

        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (HasErrors(argument.Value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a type is a record. Metadata don't say so of a struct, but only in a record struct the compiler itself writes the operators.
    /// </summary>
    public static bool IsDeclaredAsRecord(this INamedTypeSymbol type) =>
        type.IsRecord
        || (type is { TypeKind: TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: true }
            && type.GetMembers(WellKnownMemberNames.EqualityOperatorName).Any(member =>
                member.HasAttribute("System.Runtime.CompilerServices", "CompilerGeneratedAttribute")));

    /// <summary>Whether a namespace has a full name.</summary>
    public static bool IsNamed(this INamespaceSymbol? symbol, string name)
    {
        int end = name.Length;
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            int start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0)
            {
                return false;
            }

            if (start == 0)
            {
                return symbol.ContainingNamespace.IsGlobalNamespace;
            }

            if (name[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
        }

        return false;
    }

    /// <summary>A type's name as the metadata have it, with its namespace and the types around it.</summary>
    public static string ToMetadataName(this INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{outer.ToMetadataName()}+{type.MetadataName}",
        { ContainingNamespace.IsGlobalNamespace: true } => type.MetadataName,
        _ => $"{type.ContainingNamespace.ToMetadataName()}.{type.MetadataName}",
    };

    /// <summary>Whether a symbol has an attribute of .NET.</summary>
    public static bool HasAttribute(this ISymbol symbol, string @namespace, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Is(@namespace, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a symbol, or a type around it, is marked as obsolete.</summary>
    public static bool IsObsolete(this ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.HasAttribute("System", nameof(ObsoleteAttribute)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an accessor of a property is marked as obsolete on its own.</summary>
    public static bool HasObsoleteAccessor(this IPropertySymbol property) =>
        property.GetMethod?.HasAttribute("System", nameof(ObsoleteAttribute)) == true
        || property.SetMethod?.HasAttribute("System", nameof(ObsoleteAttribute)) == true;

    private static bool HasErrors(TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Error => true,
        TypedConstantKind.Array => !value.IsNull && value.Values.Any(HasErrors),
        TypedConstantKind.Type => value.Value is ITypeSymbol type && !IsOpen(type) && type.HasErrors(),
        _ => false,
    };

    // Of typeof(F<>), which is valid, the type arguments are unknown types.
    private static bool IsOpen(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: not TypeKind.Error, IsUnboundGenericType: true };

    // A file-local type has no name that another file can say.
    private static bool IsVisible(ISymbol symbol, IAssemblySymbol assembly) => symbol is not INamedTypeSymbol { IsFileLocal: true }
        && symbol.DeclaredAccessibility switch
        {
            Accessibility.Public or Accessibility.NotApplicable => true,
            Accessibility.Internal or Accessibility.ProtectedOrInternal =>
                SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, assembly),
            _ => false,
        };
}
