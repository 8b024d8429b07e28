using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Benchmarks;

/// <summary>The first analysis of the whole project, as in a build.</summary>
[MemoryDiagnoser, SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 10, invocationCount: 1)]
public class ColdBenchmarks
{
    private Compilation _project = null!;
    private Compilation _compilation = null!;

    [GlobalSetup]
    public void Setup() => LargeProject.CreateGenerator().RunGeneratorsAndUpdateCompilation(LargeProject.Compile(), out _project, out _);

    // A compilation caches what it has bound.
    [IterationSetup]
    public void Begin() => _compilation = _project.Clone();

    [Benchmark(Baseline = true)]
    public ImmutableArray<Diagnostic> Empty() => Analysis.All(_compilation, [new EmptyAnalyzer()]);

    [Benchmark]
    public ImmutableArray<Diagnostic> Rules() => Analysis.All(_compilation, Analysis.CreateRules());
}
