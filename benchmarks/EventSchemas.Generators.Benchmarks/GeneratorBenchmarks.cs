using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Generators.Benchmarks;

/// <summary>The generator on a project of 100 events with a nested record each, in 300 files.</summary>
[MemoryDiagnoser, ShortRunJob]
public class GeneratorBenchmarks
{
    private const int Events = 100;

    private CSharpCompilation _project = null!;
    private CSharpCompilation _edited = null!;
    private GeneratorDriver _warm = null!;

    [GlobalSetup]
    public void Setup()
    {
        IEnumerable<string> sources = Enumerable.Range(0, Events).SelectMany(i => new[]
        {
            $"""
            [EventSchemas.OpenEdxEvent("org.acme.event{i}.v1", Key = "Data.Name", FeatureFlag = "F{i}")]
            public sealed partial record Event{i}(Data{i} Data);
            """,
            $"""
            public sealed record Data{i}(
                string Name,
                int Count,
                long Total,
                double Ratio,
                bool Flag,
                string? Note,
                System.DateTimeOffset At,
                System.Guid Id,
                System.Collections.Generic.List<string> Tags);
            """,
            $"public static class Other{i} {{ public static int Value => {i}; }}",
        });
        _project = CSharpCompilation.Create(
            "Events", sources.Select(source => CSharpSyntaxTree.ParseText(source)), TestReferences.Library, TestCompilation.Options);
        _warm = Driver().RunGenerators(_project);
        SyntaxTree unrelated = _project.SyntaxTrees[^1];
        _edited = _project.ReplaceSyntaxTree(unrelated, CSharpSyntaxTree.ParseText("public static class Edited;"));
    }

    [Benchmark(Baseline = true)]
    public GeneratorDriver Cold() => Driver().RunGenerators(_project);

    [Benchmark]
    public GeneratorDriver AfterAnUnrelatedEdit() => _warm.RunGenerators(_edited);

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(new EventSchemasGenerator());
}
