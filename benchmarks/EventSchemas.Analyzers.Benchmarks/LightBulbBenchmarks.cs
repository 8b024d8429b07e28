using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Benchmarks;

/// <summary>
/// A light bulb at a break in a record that one of 100 events with 20 versions uses: the time until all of our fixes are known, which means
/// that each has been tried on the whole project. Before each, somebody typed in that record.
/// </summary>
[MemoryDiagnoser, MedianColumn, GcForce(false)]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 30, iterationCount: 50, invocationCount: 1)]
public class LightBulbBenchmarks
{
    private readonly ImmutableArray<DiagnosticAnalyzer> _rules = Analysis.CreateRules();
    private Project _project = null!;
    private Document _document = null!;
    private Diagnostic _diagnostic = null!;
    private CodeFixProvider[] _fixes = [];
    private int _edits;

    /// <summary>The rule of the break: a widened member, a removed one, or one that was added without a default.</summary>
    [Params("EVS3006", "EVS3001", "EVS3002")]
    public string Rule { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        LargeProject.CreateGenerator().RunGeneratorsAndUpdateCompilation(LargeProject.Compile(), out Compilation compilation, out _);
        ProjectId id = ProjectId.CreateNewId();
        ProjectInfo info = ProjectInfo
            .Create(id, VersionStamp.Default, "Events", "Events", LanguageNames.CSharp)
            .WithMetadataReferences(TestReferences.Library)
            .WithParseOptions(TestCompilation.Language)
            .WithCompilationOptions(TestCompilation.Options)
            .WithDocuments([.. compilation.SyntaxTrees.Select(tree => DocumentOf(id, tree.FilePath, tree.GetText()))])
            .WithAdditionalDocuments(
                [.. LargeProject.ContractFiles().Select(file => DocumentOf(id, file.Path, SourceText.From(file.Text)))]);
        _project = new AdhocWorkspace().CurrentSolution.AddProject(info).GetProject(id)!;
        _fixes =
        [
            .. typeof(EditRecordFix).Assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
                .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
                .Where(fix => fix.FixableDiagnosticIds.Contains(Rule)),
        ];
    }

    [IterationSetup]
    public void Edit()
    {
        Document old = _project.Documents.Single(document => document.FilePath == LargeProject.NestedFile);
        string added = $", string? Typed{_edits++} = null);";
        string broken = Rule switch
        {
            "EVS3006" => "record Part50(string Name, long Count, long Total",
            "EVS3001" => "record Part50(string Name, long Total",
            _ => "record Part50(int New, string Name, int Count, long Total",
        };
        string source = LargeProject.TextOf(LargeProject.NestedFile)
            .Replace("record Part50(string Name, int Count, long Total", broken, StringComparison.Ordinal)
            .Replace(");", added, StringComparison.Ordinal);
        _project = old.WithText(SourceText.From(source)).Project;
        _document = _project.GetDocument(old.Id)!;

        // The editor has shown the diagnostic, so it has compiled the project.
        Compilation compilation = _project.GetCompilationAsync().GetAwaiter().GetResult()!;
        _diagnostic = compilation.WithAnalyzers(_rules, _project.AnalyzerOptions).GetAnalyzerSemanticDiagnosticsAsync(
                _document.GetSemanticModelAsync().GetAwaiter().GetResult()!, filterSpan: null, CancellationToken.None)
            .GetAwaiter().GetResult().Single(found => found.Id == Rule);
    }

    [Benchmark]
    public int LightBulb()
    {
        var actions = new List<CodeAction>();
        foreach (CodeFixProvider fix in _fixes)
        {
            fix.RegisterCodeFixesAsync(
                new CodeFixContext(_document, _diagnostic, (action, _) => actions.Add(action), CancellationToken.None))
                .GetAwaiter().GetResult();
        }

        return actions.Count;
    }

    private static DocumentInfo DocumentOf(ProjectId project, string path, SourceText text) => DocumentInfo.Create(
        DocumentId.CreateNewId(project),
        path,
        loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Default)),
        filePath: path);
}
