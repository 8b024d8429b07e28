using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>
/// The events of a compilation. A nested record's own analysis asks it which events reach the record, so it is made on the first
/// question: from the types whose attributes look right in the syntax, which is kept for each tree, and then their symbols.
/// </summary>
sealed class EventCatalog
{
    private readonly Lazy<IReadOnlyList<EventInCompilation>> _events;

    public EventCatalog(Compilation compilation, ConditionalWeakTable<SyntaxTree, string[]> candidates, CancellationToken cancellationToken)
    {
        _events = new Lazy<IReadOnlyList<EventInCompilation>>(() => Find(compilation, candidates, cancellationToken));
    }

    /// <summary>The events, in the order of their types' names.</summary>
    public IReadOnlyList<EventInCompilation> Events => _events.Value;

    private static List<EventInCompilation> Find(Compilation compilation, ConditionalWeakTable<SyntaxTree, string[]> candidates, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            names.UnionWith(candidates.GetValue(tree, t => Candidates(t, cancellationToken)));
        }

        var events = new List<EventInCompilation>();
        foreach (INamedTypeSymbol type in names.Count == 0 ? [] : compilation.GetSymbolsWithName(names.Contains, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>())
        {
            if (AttributeOf(type) is { } attribute)
            {
                events.Add(new EventInCompilation(type, attribute, DeclarationReader.Read(type, attribute, cancellationToken)));
            }
        }

        events.Sort((x, y) => string.CompareOrdinal(x.Reading.Declaration.FullName, y.Reading.Declaration.FullName));
        return events;
    }

    /// <summary>The event attribute of a type, or null.</summary>
    public static AttributeData? AttributeOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } c && c.Is(WellKnownNames.Namespace, WellKnownNames.OpenEdxEventAttribute));

    private static string[] Candidates(SyntaxTree tree, CancellationToken cancellationToken) =>
    [
        .. tree.GetRoot(cancellationToken)
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>()
            .Where(type => type.AttributeLists.Any(list => list.Attributes.Any(attribute => LooksLikeEvent(attribute.Name))))
            .Select(type => type.Identifier.ValueText),
    ];

    private static bool LooksLikeEvent(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => LooksLikeEvent(qualified.Right),
        AliasQualifiedNameSyntax alias => LooksLikeEvent(alias.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText is WellKnownNames.OpenEdxEvent or WellKnownNames.OpenEdxEventAttribute,
        _ => false,
    };
}
