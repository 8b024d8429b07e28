using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Documentation.Tests;

/// <summary>
/// The C# of the documentation compiles, without a warning of the compiler or of our rules, except where a comment at the end of the line
/// names the error.
/// </summary>
public sealed partial class CSharpBlockTests
{
    // What is reported doesn't depend on the day.
    private const string Today = "2026-11-28";

    // The mark of a block whose error comes from more than its code, such as a version of C# or a file that was moved.
    public const string NotReported = "not-reported";

    // The code of these pages is compiled, and run, by tests of their own.
    public static readonly IReadOnlyList<string> TestedElsewhere = ["README.md", "docs/testing.md", "docs/tutorial.md"];

    public static TheoryData<string> Pages =>
    [
        .. DocumentationPage.All
            .Where(page => !TestedElsewhere.Contains(page.Path) && page.Blocks.Any(block => block.Language == "csharp"))
            .Select(page => page.Path),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_code_of_a_page_compiles_and_has_the_errors_that_it_names(string path)
    {
        var page = DocumentationPage.Of(path);
        IReadOnlyList<PageSegment> segments = PageSegment.Of(page);
        var problems = new List<string>();
        (string, string)[] contracts = [];
        for (int i = 0; i < segments.Count; i++)
        {
            CSharpCompilation project = SegmentCompilation.Of(segments, i);
            contracts = [.. contracts, .. PageContext.ContractsBefore(page, project)];
            IReadOnlyList<Diagnostic> found = await SegmentCompilation.DiagnosticsAsync(
                project,
                [.. contracts, .. PageContext.FilesOf(page)],
                [
                    ("build_property.EventSchemasToday", Today),
                    ("build_property.DesignTimeBuild", "true"),
                    .. PageContext.SettingsOf(page),
                ]);
            problems.AddRange(Problems(segments[i], found));
            contracts = [.. contracts, .. PageContext.ContractsAfter(segments[i], project)];
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static IEnumerable<string> Problems(PageSegment segment, IReadOnlyList<Diagnostic> found)
    {
        (string Place, string Id)[] expected = [.. segment.Members.SelectMany(one => Named(segment.Block, one)).Distinct()];
        string rule = Path.GetFileNameWithoutExtension(segment.Page.Path);
        Diagnostic[] counted = [.. found.Where(one => IsCounted(one, segment, rule) || expected.Contains((PlaceOf(one), one.Id)))];
        foreach (Diagnostic one in counted.Where(one => !expected.Contains((PlaceOf(one), one.Id))))
        {
            yield return $"{PlaceOf(one)}: {one.Id}: {one.GetMessage(CultureInfo.InvariantCulture)}";
        }

        foreach ((string place, string id) in expected.Where(line => !counted.Any(one => line == (PlaceOf(one), one.Id))))
        {
            yield return $"{place}: {id} isn't reported";
        }
    }

    // Whatever the rest of the page and what is ambient may have, they must compile.
    private static bool IsCounted(Diagnostic diagnostic, PageSegment segment, string rule) =>
        diagnostic.Location.GetMappedLineSpan().Path == segment.Page.Path && segment.Block.Mark != NotReported
            ? diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id == rule
            : diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    // "// EVS3002 at Currency" behind the code, or "// EVS2004 in schemas/x.avsc" for a file.
    private static IEnumerable<(string Place, string Id)> Named(CodeBlock block, SyntaxNode member)
    {
        FileLinePositionSpan span = member.SyntaxTree.GetLineSpan(member.FullSpan);
        int end = span.EndLinePosition.Character == 0 ? span.EndLinePosition.Line : span.EndLinePosition.Line + 1;
        string[] lines = block.Mark == NotReported ? [] : block.Code.Split('\n')[..end];
        for (int i = span.StartLinePosition.Line; i < lines.Length; i++)
        {
            foreach (Match match in NamedDiagnostic().Matches(lines[i]))
            {
                yield return (
                    match.Groups["file"] is { Success: true, Value: var file } ? $"/p/{file}" : $"{block.Page}({block.Line + i})",
                    match.Groups["id"].Value);
            }
        }
    }

    private static string PlaceOf(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetMappedLineSpan();
        return span.Path is null || span.Path.StartsWith(BuiltContracts.Folder, StringComparison.Ordinal)
            ? span.Path ?? "the project"
            : string.Create(CultureInfo.InvariantCulture, $"{span.Path}({span.StartLinePosition.Line + 1})");
    }

    [GeneratedRegex(@"(?<=//.*)\b(?<id>(EVS|CS)\d{4})(?= (at|in|here|and)\b|[,:]|$)( in (?<file>schemas/\S+))?")]
    private static partial Regex NamedDiagnostic();
}
