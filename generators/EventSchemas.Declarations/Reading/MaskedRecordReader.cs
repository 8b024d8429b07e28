using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Finds the records whose text must not show personal data, if a part that masks it can be generated.</summary>
static class MaskedRecordReader
{
    /// <summary>The method that prints the members of a record.</summary>
    public const string PrintMembers = "PrintMembers";

    /// <summary>The record and those that it derives from, as far as they are masked.</summary>
    public static EquatableArray<MaskedRecord> Read(INamedTypeSymbol record, IAssemblySymbol within)
    {
        List<MaskedRecord>? masked = null;
        for (INamedTypeSymbol? type = record.OriginalDefinition; type is { IsRecord: true }; type = type.BaseType?.OriginalDefinition)
        {
            if (PersonalData(type) is { } personal && CanHavePart(type, within))
            {
                PrintedMember[] members = [.. Printed(type, personal)];
                if (members.Any(member => member.IsPersonalData))
                {
                    (masked ??= []).Add(Masked(type, members));
                }
            }
        }

        return masked is null ? default : masked.ToEquatableArray();
    }

    private static MaskedRecord Masked(INamedTypeSymbol type, PrintedMember[] members)
    {
        bool callsBase = type.BaseType is { IsRecord: true };
        string modifiers = callsBase ? "protected override"
            : type.IsValueType ? IsReadOnly(type) ? "private readonly" : "private"
            : type.IsSealed ? "private"
            : "protected virtual";
        return new MaskedRecord(
            type.ToCodeWithoutNullability(),
            TypeParts.PlaceOf(type),
            TypeParts.Keyword(type),
            type.ToDeclaredName(),
            modifiers,
            callsBase,
            members.ToEquatableArray())
        {
            UsesObsolete = type.GetMembers().Any(member => member is IPropertySymbol or IFieldSymbol
                && (member.IsObsolete() || (member is IPropertySymbol property && property.HasObsoleteAccessor()))),
        };
    }

    // The names of properties and constructor parameters with the mark, ignoring case as the two are matched; null where there are none.
    private static HashSet<string>? PersonalData(INamedTypeSymbol type)
    {
        HashSet<string>? names = null;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IPropertySymbol)
            {
                Add(member, ref names);
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            {
                foreach (IParameterSymbol parameter in constructor.Parameters)
                {
                    Add(parameter, ref names);
                }
            }
        }

        return names;
    }

    private static void Add(ISymbol symbol, ref HashSet<string>? names)
    {
        if (AttributeReader.Of(symbol).IsPersonalData)
        {
            (names ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Add(symbol.Name);
        }
    }

    // The members that the compiler prints: public fields, and public properties that can be read and don't override others.
    private static IEnumerable<PrintedMember> Printed(INamedTypeSymbol type, HashSet<string> personal)
    {
        foreach (ISymbol member in type.GetMembers().Where(IsPublicInstance))
        {
            if (member is IPropertySymbol { IsIndexer: false, IsOverride: false, GetMethod: not null } property
                && HasText(property.Type))
            {
                yield return Member(property.Name, property.Type, personal.Contains(property.Name));
            }
            else if (member is IFieldSymbol field)
            {
                yield return Member(field.Name, field.Type, isPersonalData: false);
            }
        }
    }

    // A pointer has no ToString, and a ref struct only its own, because it can't become an object.
    private static bool HasText(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => false,
        ITypeParameterSymbol parameter => !parameter.AllowsRefLikeType,
        { IsRefLikeType: true } => type.GetMembers(nameof(ToString)).Any(member => member is IMethodSymbol { IsOverride: true }),
        _ => true,
    };

    private static bool IsPublicInstance(ISymbol member) =>
        member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public };

    private static PrintedMember Member(string name, ITypeSymbol type, bool isPersonalData) => new(
        name,
        isPersonalData,
        CanBeNull: !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        type.IsValueType);

    // In a readonly method, a getter that isn't readonly would run on a copy, which is a compiler warning.
    private static bool IsReadOnly(INamedTypeSymbol type) =>
        type.IsReadOnly || type.GetMembers().OfType<IPropertySymbol>().All(property => property.GetMethod is null or { IsReadOnly: true });

    private static bool CanHavePart(INamedTypeSymbol type, IAssemblySymbol within) =>
        type.IsReachableFrom(within)
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, within)
        && !type.DeclaringSyntaxReferences.IsEmpty
        && TypeParts.IsPartial(type.DeclaringSyntaxReferences[0].GetSyntax())
        && !HasOtherPrintMembers(type)
        && !type.GetMembers(PrintMembers)
            .OfType<IMethodSymbol>()
            .Any(method => !method.IsImplicitlyDeclared && method.Parameters.Length == 1);

    /// <summary>Whether a member that isn't a method has the name of the one that prints, so that none can be written beside it.</summary>
    public static bool HasOtherPrintMembers(INamedTypeSymbol type) =>
        type.GetMembers(PrintMembers).Any(member => member is not IMethodSymbol);
}
