using System.Collections.Immutable;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// A project that somebody types in: each edit makes a new compilation, generated code included, and the analyzers stay the same, as in an
/// editor. Its files come by name and its contract files by path.
/// </summary>
sealed class EditedProject
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = [.. TestedRules.CreateAnalyzers()];
    private readonly SortedDictionary<string, AdditionalText> _contracts = new(StringComparer.Ordinal);
    private CSharpCompilation _written;
    private ImmutableArray<SyntaxTree> _generated = [];
    private GeneratorDriver _generator = CSharpGeneratorDriver.Create([new EventSchemasGenerator().AsSourceGenerator()], parseOptions: Language);

    public EditedProject(IEnumerable<(string Name, string Text)> files)
    {
        _written = CSharpCompilation.Create(
            "Events",
            [Parse("Usings.cs", RuleTest.Usings), .. files.Select(file => Parse(file.Name, file.Text))],
            TestReferences.Contracts,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What the analyzers have done so far.</summary>
    public AnalysisCounters Counters => _analyzers.OfType<EventAnalyzer>().Single().Counters;

    /// <summary>Gives every event a contract file and a first shipped version that say what it is now.</summary>
    public void Accept()
    {
        var now = new EarlierVersion(string.Join('\n', _written.SyntaxTrees.Skip(1).Select(tree => tree.ToString())));
        foreach ((string path, string text) in now.Accepted().Concat(now.Shipped(1)))
        {
            WriteContract(path, text);
        }
    }

    public void WriteContract(string path, string text) => _contracts[path] = new ContractText(path, text);

    public string ContractAt(string path) => _contracts[path].GetText()!.ToString();

    /// <summary>Replaces a text in a file.</summary>
    public void Edit(string name, string old, string @new)
    {
        SyntaxTree tree = Tree(name);
        string text = tree.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        _written = _written.ReplaceSyntaxTree(tree, Parse(name, text.Replace(old, @new, StringComparison.Ordinal)));
    }

    public void Add(string name, string text) => _written = _written.AddSyntaxTrees(Parse(name, text));

    /// <summary>What all of the analysis finds.</summary>
    public Task<AnalysisResult> AnalyzeAsync() => Analysis().GetAnalysisResultAsync(CancellationToken.None);

    /// <summary>What an editor shows in a file.</summary>
    public async Task<ImmutableArray<Diagnostic>> ShownInAsync(string name)
    {
        CompilationWithAnalyzers analysis = Analysis();
        return await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(Tree(name)), filterSpan: null, CancellationToken.None);
    }

    /// <summary>What an editor shows in a contract file.</summary>
    public Task<AnalysisResult> ShownInContractAsync(string path) => Analysis().GetAnalysisResultAsync(_contracts[path], CancellationToken.None);

    private CompilationWithAnalyzers Analysis() => Compile().WithAnalyzers(
        _analyzers,
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. _contracts.Values], new NoPythonServices()),
            onAnalyzerException: (e, _, _) => throw new InvalidOperationException("An analyzer failed.", e),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false));

    // Generated files whose text is the same stay the same trees, as an editor keeps them.
    private CSharpCompilation Compile()
    {
        _generator = _generator.RunGenerators(_written);
        _generated = [.. _generator.GetRunResult().GeneratedTrees.Select(tree => _generated.FirstOrDefault(old => old.FilePath == tree.FilePath && old.GetText().ContentEquals(tree.GetText())) ?? tree)];
        return _written.AddSyntaxTrees(_generated);
    }

    private SyntaxTree Tree(string name) => _written.SyntaxTrees.Single(tree => tree.FilePath == name);

    private static SyntaxTree Parse(string name, string text) => CSharpSyntaxTree.ParseText(text, Language, name);
}
