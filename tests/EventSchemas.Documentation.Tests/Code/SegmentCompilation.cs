using System.Collections.Immutable;
using System.Reflection;
using EventSchemas.Analyzers;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Documentation.Tests;

/// <summary>Compiles segments of pages as a project that has every package, with our generator and our rules.</summary>
static class SegmentCompilation
{
    private static readonly CSharpCompilation Project = CSharpCompilation.Create(
        "Page",
        references: TestReferences.Packages,
        options: TestCompilation.Options.WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>
        {
            // Every method around statements is asynchronous.
            ["CS1998"] = ReportDiagnostic.Suppress,
        }));

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(EventAnalyzer).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>
    /// The project of a segment, without generated code: the segment, and what it uses of the page and of what is ambient.
    /// </summary>
    /// <param name="segments">The segments of a page.</param>
    /// <param name="index">The number of the segment.</param>
    public static CSharpCompilation Of(IReadOnlyList<PageSegment> segments, int index)
    {
        PageSegment segment = segments[index];
        (string usings, IReadOnlyList<Declaration> ambient) = Declaration.AmbientOf(segment.Page);
        HashSet<string> simpleNames = [.. segment.Names.Select(SimpleName)];
        IEnumerable<Declaration> others = ambient.Concat(Declarations(segments.Skip(index + 1)))
            .Where(one => !simpleNames.Overlaps(one.Names.Select(SimpleName)));
        var pool = new List<Declaration>();
        foreach (Declaration one in Declarations(segments.Take(index).Reverse()).Concat(others))
        {
            if (!pool.Any(other => other.Names.Intersect(one.Names).Any()))
            {
                pool.Add(one);
            }
        }

        return Project.AddSyntaxTrees(
        [
            TestCompilation.Parse("Usings.cs", usings),
            .. CodePool.UsedBy(segment.Text, segment.Names, pool)
                .Select(one => TestCompilation.Parse($"{one.Names[0]}.cs", $"#pragma warning disable\n{one.Text}")),
            .. FilesOf(segment),
        ]);
    }

    /// <summary>What compiler, generator and rules report in the code of a page.</summary>
    /// <param name="project">The project, without generated code.</param>
    /// <param name="files">The additional files.</param>
    /// <param name="settings">The settings of the project.</param>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(
        CSharpCompilation project, IEnumerable<(string Path, string Text)> files, params (string Key, string Value)[] settings)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        ImmutableArray<AdditionalText> texts = [.. files.Select(file => new InMemoryFile(file.Path, file.Text))];
        var options = new InMemorySettings(settings);
        CSharpGeneratorDriver
            .Create([new EventSchemasGenerator().AsSourceGenerator()], texts, TestCompilation.Language, options)
            .RunGeneratorsAndUpdateCompilation(
                project, out Compilation output, out ImmutableArray<Diagnostic> generated, cancellationToken);
        return
        [
            .. await output.WithAnalyzers(Analyzers, new AnalyzerOptions(texts, options)).GetAllDiagnosticsAsync(cancellationToken),
            .. generated,
        ];
    }

    private static IEnumerable<Declaration> Declarations(IEnumerable<PageSegment> segments) => segments
        .SelectMany(one => one.Members)
        .Where(one => one is not GlobalStatementSyntax)
        .SelectMany(Declaration.Of);

    private static string SimpleName(string name) => name[(name.LastIndexOf('.') + 1)..];

    // The types are in one file, and the statements in another, because a file-scoped namespace must be alone.
    private static IEnumerable<SyntaxTree> FilesOf(PageSegment segment)
    {
        CodeBlock block = segment.Block;
        string usings = segment.Members.Count == 0 ? "" : segment.Members[0].SyntaxTree.GetCompilationUnitRoot().Usings.ToString();
        string types = string.Concat(segment.Members.Where(one => one is not GlobalStatementSyntax).Select(one => WithLine(block, one)));
        string statements = string.Concat(segment.Members.OfType<GlobalStatementSyntax>().Select(one => WithLine(block, one)));
        yield return TestCompilation.Parse("Types.cs", $"{usings}\n{types}\n");
        yield return TestCompilation.Parse(
            "Statements.cs",
            $"{usings}\nstatic partial class {Declaration.Ambient}\n{{\nstatic async Task RunAsync()\n{{\n{statements}\n}}\n}}\n");
    }

    private static string WithLine(CodeBlock block, MemberDeclarationSyntax member)
    {
        int line = member.SyntaxTree.GetText().Lines.GetLineFromPosition(member.FullSpan.Start).LineNumber;
        return $"\n#line {block.Line + line} \"{block.Page}\"\n{member.ToFullString()}";
    }
}
