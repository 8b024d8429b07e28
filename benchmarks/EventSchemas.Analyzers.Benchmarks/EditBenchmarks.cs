using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers.Benchmarks;

/// <summary>An edit in a record that one of the events uses: the time until the editor has the diagnostics of the file.</summary>
/// <remarks>
/// An editor has analyzed hundreds of edits before: with fewer warm-ups the just-in-time compiler of Roslyn is measured. An editor forces
/// no collections either: after a forced one, an edit mostly waits for the system to hand out the pages that were just given back.
/// </remarks>
[MemoryDiagnoser, MedianColumn, GcForce(false)]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 100, iterationCount: 200, invocationCount: 1)]
public class EditBenchmarks
{
    private readonly ImmutableArray<DiagnosticAnalyzer> _rules = Analysis.CreateRules();
    private readonly ImmutableArray<DiagnosticAnalyzer> _empty = [new EmptyAnalyzer()];
    private GeneratorDriver _generator = LargeProject.CreateGenerator();
    private CSharpCompilation _written = null!;
    private ImmutableDictionary<string, SyntaxTree> _generated = ImmutableDictionary<string, SyntaxTree>.Empty;
    private SyntaxTree _tree = null!;
    private CSharpCompilation _compilation = null!;
    private int _edits;

    [GlobalSetup]
    public void Setup()
    {
        _written = LargeProject.Compile();
        _tree = _written.SyntaxTrees.Single(tree => tree.FilePath == LargeProject.NestedFile);
        Edit();
        string[] contracts = [.. Analysis.All(_compilation, _rules)
            .Select(found => found.Id)
            .Where(id => id.StartsWith("EVS2", StringComparison.Ordinal) || id.StartsWith("EVS3", StringComparison.Ordinal))];
        if (contracts is not ["EVS2002"])
        {
            throw new InvalidOperationException(
                $"Expected that the edited event can be accepted (EVS2002) and nothing else, but found: {string.Join(", ", contracts)}.");
        }
    }

    [IterationSetup]
    public void Edit()
    {
        SyntaxTree edited = LargeProject.Parse(
            _tree.FilePath,
            _tree.ToString().Replace(
                _edits == 0 ? ");" : $", string? Typed{_edits} = null);",
                $", string? Typed{_edits + 1} = null);",
                StringComparison.Ordinal));
        _written = _written.ReplaceSyntaxTree(_tree, edited);
        _tree = edited;
        _edits++;

        // Like an editor, keep the syntax trees of generated files whose text hasn't changed.
        _generator = _generator.RunGenerators(_written);
        _generated = _generator.GetRunResult().GeneratedTrees.ToImmutableDictionary(
            tree => tree.FilePath,
            tree => _generated.TryGetValue(tree.FilePath, out SyntaxTree? old) && old.GetText().ContentEquals(tree.GetText())
                ? old
                : tree);
        _compilation = _written.AddSyntaxTrees(_generated.Values);
    }

    [Benchmark(Baseline = true)]
    public ImmutableArray<Diagnostic> Empty() => Analysis.In(_tree, _compilation, _empty);

    [Benchmark]
    public ImmutableArray<Diagnostic> Rules() => Analysis.In(_tree, _compilation, _rules);
}
