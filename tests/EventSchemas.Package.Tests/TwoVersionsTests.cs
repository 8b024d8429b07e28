using System.Text.RegularExpressions;

namespace EventSchemas.Package.Tests;

/// <summary>Two versions of the packages side by side: in the processes that build, and in an application that runs.</summary>
public sealed partial class TwoVersionsTests(TwoVersionsBuild build) : IClassFixture<TwoVersionsBuild>
{
    // 0.0.1-alpha.1 is 0.0.1.1: see eng/AssemblyVersion.targets.
    private const string Earlier = "0.0.1.1";

    private static readonly string Current = typeof(Avro.AvroSchema).Assembly.GetName().Version!.ToString();

    [Fact]
    public void One_compiler_server_runs_each_projects_own_generator_and_analyzers()
    {
        IEnumerable<string> loaded = LoadedByCompiler().Matches(build.Log).Select(match => match.Value).Distinct(StringComparer.Ordinal);

        Assert.Equal(
            [
                $"EventSchemas.Analyzers, Version={Earlier}", $"EventSchemas.Analyzers, Version={Current}",
                $"EventSchemas.Generators, Version={Earlier}", $"EventSchemas.Generators, Version={Current}",
            ],
            loaded.Order(StringComparer.Ordinal));
        Assert.Equal(2, ProcessedByServer().Count(build.Log));
    }

    [Fact]
    public void One_build_node_runs_each_projects_own_tasks()
    {
        string[] files = ["App/schemas/org.acme.order.shipped.v1.avsc", "Contracts/schemas/org.acme.order.placed.v1.avsc"];

        Assert.SkipWhen(
            build.FirstNode != build.SecondNode, "The machine is too busy: MSBuild started a new node for each of several builds.");
        Assert.Equal(files, build.ContractFiles);
        Assert.Equal(files, build.ContractFilesOfSecondBuild);
        Assert.All(new[] { "Avro", "Build", "Contracts" }, name => Assert.Equal(
            [$"EventSchemas.{name} {Earlier}", $"EventSchemas.{name} {Current}"],
            build.LoadedByNode
                .Where(assembly => assembly.StartsWith($"EventSchemas.{name} ", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_an_earlier_version_generated_runs_on_this_runtime()
    {
        string[] printed = build.Run().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [
                $"generated 0.0.1 {Version.Parse(Current).ToString(3)}",
                $"loaded {Current}",
                "descriptor org.acme.order.placed.v1 orders number OrderPlacedEvent",
                "own schema True",
                "foreign schema True",
                "published Disabled { Reason = org.acme.order.placed.v1 6 bytes }",
            ],
            printed);
    }

    [GeneratedRegex(@"EventSchemas\.(Generators|Analyzers), Version=[\d.]+")]
    private static partial Regex LoadedByCompiler();

    [GeneratedRegex("server processed compilation")]
    private static partial Regex ProcessedByServer();
}
