using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Benchmarks;

/// <summary>The whole project for the first time, as a build analyses it.</summary>
[MemoryDiagnoser, SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 10, invocationCount: 1)]
public class ColdBenchmarks
{
    private Compilation _project = null!;
    private Compilation _compilation = null!;

    [GlobalSetup]
    public void Setup() => LargeProject.CreateGenerator().RunGeneratorsAndUpdateCompilation(LargeProject.Compile(), out _project, out _);

    // A compilation keeps what was once bound.
    [IterationSetup]
    public void Begin() => _compilation = _project.Clone();

    [Benchmark(Baseline = true)]
    public ImmutableArray<Diagnostic> Nothing() => Analysis.All(_compilation, [new NothingAnalyzer()]);

    [Benchmark]
    public ImmutableArray<Diagnostic> Rules() => Analysis.All(_compilation, Analysis.CreateRules());
}
