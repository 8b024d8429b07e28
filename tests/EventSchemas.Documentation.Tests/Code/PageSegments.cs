using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Documentation.Tests;

/// <summary>
/// Code of a page that is compiled together: a block, or its part up to where a type is declared again as another version of itself.
/// </summary>
/// <param name="Page">The page.</param>
/// <param name="Block">The block.</param>
/// <param name="Members">The members of a file.</param>
sealed record PageSegment(DocumentationPage Page, CodeBlock Block, IReadOnlyList<MemberDeclarationSyntax> Members)
{
    // A page may show a type and then how it is used.
    private const string StatementsBehindTypes = "CS8803";

    /// <summary>The types that it declares.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Members.SelectMany(one => Declaration.NamesOf(one)).Distinct()];

    /// <summary>Its text.</summary>
    public string Text { get; } = string.Concat(Members.Select(one => one.ToFullString()));

    /// <summary>The segments of a page.</summary>
    public static IReadOnlyList<PageSegment> Of(DocumentationPage page) =>
    [
        .. page.Blocks
            .Where(block => block is { Language: "csharp", Mark: not CodeBlock.OtherProduct })
            .SelectMany(block => Of(page, block)),
    ];

    private static IEnumerable<PageSegment> Of(DocumentationPage page, CodeBlock block)
    {
        var current = new List<MemberDeclarationSyntax>();
        HashSet<string> names = [];
        foreach (MemberDeclarationSyntax member in Parse(block).Members)
        {
            string[] declared = [.. Declaration.NamesOf(member)];
            if (declared.Any(names.Contains))
            {
                yield return new PageSegment(page, block, [.. current]);
                current.Clear();
                names.Clear();
            }

            current.Add(member);
            names.UnionWith(declared);
        }

        yield return new PageSegment(page, block, current);
    }

    private static CompilationUnitSyntax Parse(CodeBlock block)
    {
        SyntaxTree tree = TestCompilation.Parse(block.ToString(), block.Code);
        string[] errors =
        [
            .. tree.GetDiagnostics()
                .Where(error => error.Id != StatementsBehindTypes)
                .Select(error => $"{block.Page}({block.Line + error.Location.GetLineSpan().StartLinePosition.Line}): {error}"),
        ];
        Assert.True(errors.Length == 0, string.Join('\n', errors));
        return (CompilationUnitSyntax)tree.GetRoot();
    }
}
