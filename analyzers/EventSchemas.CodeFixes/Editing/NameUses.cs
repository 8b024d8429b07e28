using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Which files may use a record, by names alone: an edit is tried in these, and to bind a whole project would take seconds. A file can
/// only use a record that it names, or that something has which it names. Keeps what it found for as long as a tree lives.
/// </summary>
sealed class NameUses
{
    private readonly ConditionalWeakTable<SyntaxTree, TreeNames> _names = new();

    /// <summary>The files that may stop to compile because of an edit.</summary>
    /// <param name="trees">The files of the project.</param>
    /// <param name="concern">What the edit changes.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public IEnumerable<SyntaxTree> Of(IEnumerable<SyntaxTree> trees, EditConcern concern, CancellationToken cancellationToken)
    {
        (SyntaxTree Tree, TreeNames Names)[] all =
            [.. trees.Select(tree => (tree, _names.GetValue(tree, one => TreeNames.Of(one, cancellationToken))))];
        HashSet<string> ways = WaysTo(concern.Record, all.SelectMany(item => item.Names.Declarations));
        return all
            .Where(item => IsUser(item.Names, concern, ways))
            .Select(item => item.Tree);
    }

    // Who creates a record may do so by position, and without naming it or by an alias.
    private static bool IsUser(TreeNames names, EditConcern concern, HashSet<string> ways) =>
        names.Used.Contains(concern.Record)
        || ((names.CreatesObjects || (concern.Member is { } member && names.Used.Contains(member))) && names.Used.Overlaps(ways));

    // The names of the record, of what has it in its declaration, of what has that in its declaration, and so on.
    private static HashSet<string> WaysTo(string record, IEnumerable<NamedDeclaration> declarations)
    {
        var ways = new HashSet<string>(StringComparer.Ordinal) { record };
        ILookup<string, string> declaredWith = declarations
            .SelectMany(declaration => declaration.Names.Select(name => (name, declaration.Name)))
            .ToLookup(pair => pair.name, pair => pair.Name, StringComparer.Ordinal);
        var open = new Queue<string>([record]);
        while (open.Count > 0)
        {
            foreach (string name in declaredWith[open.Dequeue()].Where(ways.Add))
            {
                open.Enqueue(name);
            }
        }

        return ways;
    }

    /// <summary>The names in one file.</summary>
    /// <param name="Used">The names that it uses.</param>
    /// <param name="CreatesObjects">Whether it creates objects.</param>
    /// <param name="Declarations">What it declares.</param>
    private sealed record TreeNames(HashSet<string> Used, bool CreatesObjects, IReadOnlyList<NamedDeclaration> Declarations)
    {
        public static TreeNames Of(SyntaxTree tree, CancellationToken cancellationToken)
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            var declarations = new List<NamedDeclaration>();
            bool createsObjects = false;
            foreach (SyntaxNode node in tree.GetRoot(cancellationToken).DescendantNodes())
            {
                switch (node)
                {
                    case SimpleNameSyntax name:
                        used.Add(name.Identifier.ValueText);
                        break;
                    case BaseObjectCreationExpressionSyntax:
                        createsObjects = true;
                        break;
                    case MemberDeclarationSyntax or ParameterSyntax or UsingDirectiveSyntax:
                        declarations.AddRange(NamedDeclaration.Of(node));
                        break;
                }
            }

            return new TreeNames(used, createsObjects, declarations);
        }
    }

    /// <summary>A declared name, and the names in its declaration.</summary>
    private sealed record NamedDeclaration(string Name, IReadOnlyCollection<string> Names)
    {
        // A type has what its members have: who has an object of it can take it apart without naming one.
        public static IEnumerable<NamedDeclaration> Of(SyntaxNode declaration) => declaration switch
        {
            BaseTypeDeclarationSyntax type => [new(type.Identifier.ValueText, NamesIn(type.DescendantNodes(IsDeclaration)))],
            DelegateDeclarationSyntax type => [new(type.Identifier.ValueText, NamesIn(type.DescendantNodes()))],
            MethodDeclarationSyntax method => [new(method.Identifier.ValueText, NamesIn(method.DescendantNodes(IsDeclaration)))],
            PropertyDeclarationSyntax property => [new(property.Identifier.ValueText, NamesIn(property.Type.DescendantNodesAndSelf()))],
            ParameterSyntax { Type: { } type } parameter =>
                [new(parameter.Identifier.ValueText, NamesIn(type.DescendantNodesAndSelf()))],
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(one => new NamedDeclaration(
                one.Identifier.ValueText, NamesIn(field.Declaration.Type.DescendantNodesAndSelf()))),
            UsingDirectiveSyntax { Alias.Name: var alias } import => [new(alias.Identifier.ValueText, NamesIn(import.DescendantNodes()))],
            _ => [],
        };

        private static bool IsDeclaration(SyntaxNode node) =>
            node is not (BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AttributeListSyntax);

        private static HashSet<string> NamesIn(IEnumerable<SyntaxNode> nodes) =>
            new(nodes.OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText), StringComparer.Ordinal);
    }
}

/// <summary>What an edit changes for other files.</summary>
/// <param name="Record">The name of the record.</param>
/// <param name="Member">The name of its member whose type changes; null where objects of the record are created in another way.</param>
sealed record EditConcern(string Record, string? Member = null);
