using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>
/// Finds the parts of a file's records and enums that only some builds have. It reads the file again with each symbol of its <c>#if</c>
/// lines switched, and compares what the declarations say.
/// </summary>
sealed class ConditionalParts
{
    // Above this number of symbols in the conditions around one line, they are switched one at a time.
    private const int MaxCombined = 4;

    private static readonly Regex DirectiveLine = new(@"^[ \t]*#[ \t]*(if|elif|else|endif)\b(.*)$", RegexOptions.Multiline);
    private static readonly Regex Symbol = new(@"\b(?!true\b|false\b)[\p{L}_]\w*", RegexOptions.CultureInvariant);
    private static readonly Regex DeclaresType = new(@"\b(record|enum)\b", RegexOptions.CultureInvariant);

    private readonly SyntaxTree _tree;
    private readonly SourceText _text;
    private readonly FileReading _current;
    private readonly List<ConditionalPart> _present = [];
    private readonly List<ConditionalPart> _absent = [];

    private ConditionalParts(SyntaxTree tree, SyntaxNode root)
    {
        _tree = tree;
        _text = tree.GetText();
        _current = new FileReading(root);
    }

    /// <summary>The parts of a file. Most files have no condition, which costs nothing to know.</summary>
    public static IReadOnlyList<ConditionalPart> Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = (CSharpSyntaxNode)tree.GetRoot(cancellationToken);
        if (!root.ContainsDirectives || root.GetFirstDirective(directive => directive is IfDirectiveTriviaSyntax) is null)
        {
            return [];
        }

        string text = tree.GetText(cancellationToken).ToString();
        return DeclaresType.IsMatch(text) ? new ConditionalParts(tree, root).Find(text, root, cancellationToken) : [];
    }

    private IReadOnlyList<ConditionalPart> Find(string text, SyntaxNode root, CancellationToken cancellationToken)
    {
        var options = (CSharpParseOptions)_tree.Options;
        foreach (string[] switched in Switches(text, root))
        {
            cancellationToken.ThrowIfCancellationRequested();
            CSharpParseOptions other = options.WithPreprocessorSymbols(
                options.PreprocessorSymbolNames.Except(switched).Concat(switched.Except(options.PreprocessorSymbolNames)));
            SyntaxNode variant = CSharpSyntaxTree.ParseText(_text, other, cancellationToken: cancellationToken).GetRoot(cancellationToken);
            Compare(new FileReading(variant));
        }

        // What several builds lack at one directive is one finding.
        IEnumerable<ConditionalPart> absent = _absent.Distinct()
            .GroupBy(part => (part.Type, part.Location))
            .Select(group => group.First() with { What = string.Join(", ", group.Select(part => part.What)) });
        return [.. _present.Distinct().Concat(absent).OrderBy(part => part.Location.SourceSpan.Start)];
    }

    // Sets of symbols to switch, for the lines that aren't in the body of a method.
    private static List<string[]> Switches(string text, SyntaxNode root)
    {
        var switches = new List<string[]>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var around = new Stack<string[]>();
        foreach (Match line in DirectiveLine.Matches(text))
        {
            string[] symbols = [.. Symbol.Matches(line.Groups[2].Value.Split(["//"], StringSplitOptions.None)[0]).Cast<Match>()
                .Select(match => match.Value)];
            switch (line.Groups[1].Value)
            {
                case "if":
                    around.Push(symbols);
                    break;
                case "elif" when around.Count > 0:
                    around.Push([.. around.Pop(), .. symbols]);
                    break;
                case "endif" when around.Count > 0:
                    around.Pop();
                    continue;
                default:
                    continue;
            }

            if (!IsInBody(root, line.Index))
            {
                string[] all = [.. around.SelectMany(one => one).Distinct().OrderBy(one => one, StringComparer.Ordinal)];
                switches.AddRange(Subsets(all).Where(subset => known.Add(string.Join(" ", subset))));
            }
        }

        return switches;
    }

    private static IEnumerable<string[]> Subsets(string[] symbols) => symbols.Length > MaxCombined
        ? symbols.Select(symbol => new[] { symbol }).Append(symbols)
        : Enumerable.Range(1, (1 << symbols.Length) - 1).Select(bits => symbols.Where((_, i) => (bits & (1 << i)) != 0).ToArray());

    private static bool IsInBody(SyntaxNode root, int position) =>
        root.FindToken(position).Parent?.FirstAncestorOrSelf<BlockSyntax>()?.Span.Contains(position) == true;

    private void Compare(FileReading variant)
    {
        foreach (string type in _current.Types.Keys.Union(variant.Types.Keys))
        {
            IReadOnlyList<TypeItem> here = _current.ItemsOf(type);
            IReadOnlyList<TypeItem> there = variant.ItemsOf(type);
            TypeItem[] lost = Difference(here, there);
            string name = (_current.Types.TryGetValue(type, out List<BaseTypeDeclarationSyntax>? some) ? some : variant.Types[type])[0]
                .Identifier.ValueText;
            int declarations = variant.Types.ContainsKey(type) ? 0 : some?.Count ?? 0;
            var said = new HashSet<string>(StringComparer.Ordinal);
            foreach (TypeItem item in lost)
            {
                if (_current.BranchAt(item.Span) is { } branch && said.Add(item.What))
                {
                    var location = Location.Create(_tree, item.Place);
                    _present.Add(new ConditionalPart(type, name, item.What, TextOf(branch), location, declarations));
                }
            }

            foreach (TypeItem item in Difference(there, here))
            {
                if (variant.BranchAt(item.Span) is { } branch && said.Add(item.What))
                {
                    var location = Location.Create(_tree, branch.Span);
                    _absent.Add(new ConditionalPart(type, name, item.What, TextOf(branch), location, Declarations: 0));
                }
            }
        }
    }

    // What belongs to a member that differs itself is said with it.
    private static TypeItem[] Difference(IReadOnlyList<TypeItem> items, IReadOnlyList<TypeItem> others)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var texts = new HashSet<string>(others.Select(item => item.Text), StringComparer.Ordinal);
        TypeItem[] different = [.. items.Where(item => !texts.Contains(item.Text))];
        var members = new HashSet<string>(different.Where(item => item.Member is null).Select(item => item.What), StringComparer.Ordinal);
        return [.. different.Where(item => item.Member is null || !members.Contains(item.Member))];
    }

    private static string TextOf(DirectiveTriviaSyntax directive) => directive.ToString().Trim();

    /// <summary>One reading of the file: its types, and the branches that are compiled.</summary>
    private sealed class FileReading
    {
        private readonly List<(DirectiveTriviaSyntax Directive, TextSpan Span)> _branches = [];

        public FileReading(SyntaxNode root)
        {
            Add(root, "", "");
            var open = new Stack<DirectiveTriviaSyntax>();
            DirectiveTriviaSyntax? directive = ((CSharpSyntaxNode)root).GetFirstDirective();
            for (; directive is not null; directive = directive.GetNextDirective())
            {
                if (directive is ElifDirectiveTriviaSyntax or ElseDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax && open.Count > 0)
                {
                    DirectiveTriviaSyntax start = open.Pop();
                    if (start is BranchingDirectiveTriviaSyntax { BranchTaken: true })
                    {
                        _branches.Add((start, TextSpan.FromBounds(start.Span.End, directive.SpanStart)));
                    }
                }

                if (directive is BranchingDirectiveTriviaSyntax)
                {
                    open.Push(directive);
                }
            }
        }

        public Dictionary<string, List<BaseTypeDeclarationSyntax>> Types { get; } = new(StringComparer.Ordinal);

        public IReadOnlyList<TypeItem> ItemsOf(string type) =>
            Types.TryGetValue(type, out List<BaseTypeDeclarationSyntax>? all) ? [.. all.SelectMany(TypeItems.Of)] : [];

        /// <summary>The innermost branch that compiles a part of something.</summary>
        public DirectiveTriviaSyntax? BranchAt(TextSpan span) => _branches
            .Where(branch => branch.Span.OverlapsWith(span))
            .OrderByDescending(branch => branch.Span.Start)
            .FirstOrDefault()
            .Directive;

        private void Add(SyntaxNode node, string @namespace, string outer)
        {
            foreach (SyntaxNode child in node.ChildNodes())
            {
                switch (child)
                {
                    case BaseNamespaceDeclarationSyntax inner:
                        Add(inner, TreeSummary.Join(@namespace, TreeSummary.NameOf(inner)), outer);
                        break;
                    case RecordDeclarationSyntax or EnumDeclarationSyntax or TypeDeclarationSyntax:
                        string name = outer + TreeSummary.NameOf((BaseTypeDeclarationSyntax)child);
                        if (child is not TypeDeclarationSyntax or RecordDeclarationSyntax)
                        {
                            string full = TreeSummary.Join(@namespace, name);
                            List<BaseTypeDeclarationSyntax> all = Types.TryGetValue(full, out List<BaseTypeDeclarationSyntax>? known)
                                ? known
                                : Types[full] = [];
                            all.Add((BaseTypeDeclarationSyntax)child);
                        }

                        Add(child, @namespace, name + "+");
                        break;
                    default:
                        break;
                }
            }
        }
    }
}
