using BenchmarkDotNet.Running;
using EventSchemas.Benchmarks;

if (args is ["codec", .. var filters])
{
    CodecComparison.Run(filters);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(SchemaParseBenchmarks).Assembly).Run(args);
}
