using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Finds the records whose text must not show personal data, as far as a part of them can be written that masks it.</summary>
static class MaskedRecordReader
{
    private const string PrintMembers = "PrintMembers";

    /// <summary>The record and those that it derives from, as far as they are masked.</summary>
    public static EquatableArray<MaskedRecord> Read(INamedTypeSymbol record, IAssemblySymbol within)
    {
        var masked = new List<MaskedRecord>();
        for (INamedTypeSymbol? type = record.OriginalDefinition; type is { IsRecord: true }; type = type.BaseType?.OriginalDefinition)
        {
            HashSet<string> personal = PersonalData(type);
            if (personal.Count > 0 && CanHavePart(type, within))
            {
                PrintedMember[] members = [.. Printed(type, personal)];
                if (members.Any(member => member.IsPersonalData))
                {
                    masked.Add(Masked(type, members));
                }
            }
        }

        return masked.ToEquatableArray();
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
            members.ToEquatableArray());
    }

    // The names of properties and constructor parameters with the mark, ignoring case as the two are matched.
    private static HashSet<string> PersonalData(INamedTypeSymbol type)
    {
        IEnumerable<ISymbol> properties = type.GetMembers().OfType<IPropertySymbol>();
        IEnumerable<ISymbol> parameters = type.InstanceConstructors.SelectMany(constructor => constructor.Parameters);
        return new HashSet<string>(
            properties.Concat(parameters).Where(symbol => AttributeReader.Of(symbol).IsPersonalData).Select(symbol => symbol.Name),
            StringComparer.OrdinalIgnoreCase);
    }

    // What the compiler prints: public fields, and public properties that can be read and don't override others.
    private static IEnumerable<PrintedMember> Printed(INamedTypeSymbol type, HashSet<string> personal)
    {
        foreach (ISymbol member in type.GetMembers().Where(member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }))
        {
            if (member is IPropertySymbol { IsIndexer: false, IsOverride: false, GetMethod: not null } property)
            {
                yield return Member(property.Name, property.Type, personal.Contains(property.Name));
            }
            else if (member is IFieldSymbol field)
            {
                yield return Member(field.Name, field.Type, isPersonalData: false);
            }
        }
    }

    private static PrintedMember Member(string name, ITypeSymbol type, bool isPersonalData) => new(
        name,
        isPersonalData,
        CanBeNull: !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        type.IsValueType);

    // In a readonly method, a getter that isn't readonly would run on a copy, of which the compiler warns.
    private static bool IsReadOnly(INamedTypeSymbol type) =>
        type.IsReadOnly || type.GetMembers().OfType<IPropertySymbol>().All(property => property.GetMethod is null or { IsReadOnly: true });

    private static bool CanHavePart(INamedTypeSymbol type, IAssemblySymbol within) =>
        type.IsReachableFrom(within)
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, within)
        && !type.DeclaringSyntaxReferences.IsEmpty
        && TypeParts.IsPartial(type.DeclaringSyntaxReferences[0].GetSyntax())
        && !type.GetMembers(PrintMembers).OfType<IMethodSymbol>().Any(method => !method.IsImplicitlyDeclared && method.Parameters.Length == 1);
}
