using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Finds the records whose text must not show personal data, and for which a part can be written that sees to it.</summary>
static class MaskedRecordReader
{
    private const string PrintMembers = "PrintMembers";

    /// <summary>The record and those that it derives from, as far as they are masked.</summary>
    public static EquatableArray<MaskedRecord> Read(INamedTypeSymbol record, IAssemblySymbol within)
    {
        var masked = new List<MaskedRecord>();
        for (INamedTypeSymbol? type = record.OriginalDefinition; type is { IsRecord: true }; type = type.BaseType?.OriginalDefinition)
        {
            if (Printed(type) is var members && members.Any(member => member.IsPersonalData) && CanHavePart(type, within))
            {
                masked.Add(Of(type, members));
            }
        }

        return masked.ToEquatableArray();
    }

    private static MaskedRecord Of(INamedTypeSymbol type, List<PrintedMember> members)
    {
        bool callsBase = type.BaseType is { IsRecord: true };
        string modifiers = callsBase ? "protected override"
            : type.IsValueType ? IsReadOnly(type) ? "private readonly" : "private"
            : type.IsSealed ? "private"
            : "protected virtual";
        return new MaskedRecord(
            type.ToCodeWithoutNullability(),
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            DeclarationReader.Around(type).ToEquatableArray(),
            DeclarationReader.Keyword(type),
            DeclarationReader.NameOf(type),
            modifiers,
            callsBase,
            members.ToEquatableArray());
    }

    // What the compiler shows: public fields, and public properties that can be read and override none.
    private static List<PrintedMember> Printed(INamedTypeSymbol type)
    {
        var members = new List<PrintedMember>();
        foreach (ISymbol member in type.GetMembers().Where(member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }))
        {
            if (member is IPropertySymbol { IsIndexer: false, IsOverride: false, GetMethod: not null } property)
            {
                members.Add(Member(property.Name, property.Type, IsPersonalData(type, property)));
            }
            else if (member is IFieldSymbol field)
            {
                members.Add(Member(field.Name, field.Type, isPersonalData: false));
            }
        }

        return members;
    }

    private static PrintedMember Member(string name, ITypeSymbol type, bool isPersonalData) => new(
        name,
        isPersonalData,
        !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        type.IsValueType);

    // The mark stands on the property, or on the parameter of a constructor that it is made of.
    private static bool IsPersonalData(INamedTypeSymbol type, IPropertySymbol property) => type.InstanceConstructors
        .SelectMany(constructor => constructor.Parameters)
        .Where(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase))
        .Prepend<ISymbol>(property)
        .Any(symbol => symbol.HasAttribute(WellKnownNames.PersonalDataAttribute));

    // In a readonly method, a getter that isn't would work on a copy, of which the compiler warns.
    private static bool IsReadOnly(INamedTypeSymbol type) =>
        type.IsReadOnly || type.GetMembers().OfType<IPropertySymbol>().All(property => property.GetMethod is null or { IsReadOnly: true });

    private static bool CanHavePart(INamedTypeSymbol type, IAssemblySymbol within) =>
        type.IsReachableFrom(within)
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, within)
        && !type.DeclaringSyntaxReferences.IsEmpty
        && PartialTypes.IsPartial(type.DeclaringSyntaxReferences[0].GetSyntax())
        && !type.GetMembers(PrintMembers).OfType<IMethodSymbol>().Any(method => !method.IsImplicitlyDeclared && method.Parameters.Length == 1);
}
