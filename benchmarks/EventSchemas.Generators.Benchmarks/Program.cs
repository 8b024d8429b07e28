using BenchmarkDotNet.Running;
using EventSchemas.Generators.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(GeneratorBenchmarks).Assembly).Run(args);
