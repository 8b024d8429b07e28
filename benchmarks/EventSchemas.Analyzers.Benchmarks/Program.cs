using BenchmarkDotNet.Running;
using EventSchemas.Analyzers.Benchmarks;

if (args is ["project", string folder])
{
    LargeProject.Write(folder);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(EditBenchmarks).Assembly).Run(args);
}
