using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Reads what an annotated record declares. The generator and the analyzers share it, so that they can't disagree. Reads symbols
/// only: a record of another assembly looks the same to it as source and as metadata.
/// </summary>
static class DeclarationReader
{
    // EventRole.Mirror.
    private const int Mirror = 1;

    private static readonly SymbolDisplayFormat NameOnly = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>Reads the declaration of a type that carries the attribute.</summary>
    /// <param name="event">The type.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static DeclarationReading Read(INamedTypeSymbol @event, AttributeData attribute, CancellationToken cancellationToken)
    {
        var records = new RecordReader(@event.ContainingAssembly, cancellationToken);
        records.ReadEvent(@event);
        List<DeclarationProblem> problems = records.Problems;
        IReadOnlyList<RecordDeclaration> declarations = problems.Count == 0
            ? DefaultCompletion.Complete(records.Declarations, records.MemberSymbols, problems)
            : records.Declarations;
        bool representable = problems.Count == 0;
        KeyDeclaration? key = null;
        if (representable && Text(attribute, "Key") is { } path)
        {
            key = KeyReader.Read(path, declarations, out string? problem);
            problems.AddRange(problem is null ? [] : [new DeclarationProblem(DeclarationProblemKind.Key, @event, problem)]);
        }

        (JustifiedBreak Justification, AttributeData Attribute)[] justifications = [.. JustificationReader.Read(records)];
        var declaration = new EventDeclaration
        {
            EventType = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "",
            Namespace = @event.ContainingNamespace.IsGlobalNamespace ? "" : @event.ContainingNamespace.ToDisplayString(),
            ContainingTypes = Around(@event).ToEquatableArray(),
            Name = @event.ToDisplayString(NameOnly),
            FullName = @event.ToCodeWithoutNullability(),
            Keyword = Keyword(@event),
            IsPublic = IsPublic(@event),
            IsRepresentable = representable,
            Records = declarations.ToEquatableArray(),
            Topic = Text(attribute, "Topic"),
            Key = key,
            FeatureFlag = Text(attribute, "FeatureFlag"),
            StableBecause = Text(attribute, "StableBecause"),
            FlagRemoveBy = Text(attribute, "FlagRemoveBy"),
            Owner = Text(attribute, "Owner"),
            IsMirror = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Role").Value.Value is Mirror,
            Justifications = justifications.Select(item => item.Justification).ToEquatableArray(),
            Compatibility = Level(attribute),
        };
        return new DeclarationReading(declaration, records.Symbols, records.MemberSymbols, problems, [.. justifications.Select(item => item.Attribute)]);
    }

    private static string? Text(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is string { Length: > 0 } text ? text : null;

    private static string? Level(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == nameof(EventDeclaration.Compatibility)).Value.Value
            is int and >= (int)CompatibilityLevel.None and <= (int)CompatibilityLevel.FullTransitive and var level
            ? ((CompatibilityLevel)level).ToRegistryName()
            : null;

    /// <summary>The types around a type, the outermost first.</summary>
    public static IEnumerable<ContainingType> Around(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? Around(outer).Append(new ContainingType(Keyword(outer), outer.ToDisplayString(NameOnly)))
        : [];

    /// <summary>A type's name and its type parameters, as they stand in C#.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(NameOnly);

    /// <summary>The keyword that declares a type.</summary>
    public static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    private static bool IsPublic(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is null || IsPublic(type.ContainingType));
}
