using BenchmarkDotNet.Running;
using EventSchemas.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(WriteBenchmarks).Assembly).Run(args);
