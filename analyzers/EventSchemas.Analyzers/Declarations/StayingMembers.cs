using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Finds members that look as if they travelled with their record, and don't (EVS1014).</summary>
static class StayingMembers
{
    /// <summary>The members of a record of this project that stay behind, each with why and what to do.</summary>
    public static IEnumerable<(ISymbol Member, string Reason)> Of(RecordReading record, INamedTypeSymbol @event)
    {
        for (INamedTypeSymbol? type = record.Symbol; type is { IsRecord: true }; type = type.BaseType)
        {
            if (!SymbolEqualityComparer.Default.Equals(type.OwnOr(@event), type))
            {
                continue;
            }

            foreach (ISymbol member in type.OriginalDefinition.GetMembers())
            {
                bool isOfRecord = !member.IsStatic && !member.IsImplicitlyDeclared && member.CanBeReferencedByName;
                if (isOfRecord && !Travels(member, record) && Reason(member) is { } reason)
                {
                    yield return (member, reason);
                }
            }
        }
    }

    private static bool Travels(ISymbol member, RecordReading record) => record.Members.Any(travelling => travelling.Name == member.Name);

    private static string? Reason(ISymbol member) => member switch
    {
        IPropertySymbol { IsIndexer: true } => null,
        IPropertySymbol { DeclaredAccessibility: Accessibility.Public, GetMethod: not null, SetMethod: { } setter } =>
            $"its {(setter.IsInitOnly ? "init" : "set")} accessor is {Word(setter.DeclaredAccessibility)}: make it public, "
            + "or let the constructor take the member",
        IPropertySymbol { DeclaredAccessibility: Accessibility.Internal, SetMethod: not null, GetMethod: not null } =>
            "it is internal, and only public properties travel: make it public, or remove its set accessor",
        IFieldSymbol { DeclaredAccessibility: Accessibility.Public, IsConst: false } =>
            "it is a field, and only properties travel: make it a property",
        IPropertySymbol or IFieldSymbol when Attribute(member) is { } attribute => $"[{attribute}] on it has no effect: remove it, or "
            + "make the member a public property that can be set",
        _ => null,
    };

    private static string? Attribute(ISymbol member) => member.GetAttributes()
        .Select(attribute => attribute.AttributeClass)
        .FirstOrDefault(type => type is { ContainingType: null } && type.ContainingNamespace.IsNamed(WellKnownNames.Namespace))
        ?.Name.Replace("Attribute", "");

    private static string Word(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "not public",
    };
}
