using EventSchemas.Declarations;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A fault at one event is one diagnostic about it, and the others are generated and checked as if it weren't there.</summary>
public sealed class FaultTests
{
    private const string Sources = """
        namespace Acme;
        [OpenEdxEvent("org.acme.bad.v1", FeatureFlag = "F")] public sealed partial record Bad(Shared Shared);
        [OpenEdxEvent("org.acme.good.v1", FeatureFlag = "F")] public sealed partial record Good(Shared Shared, object Wrong);
        [OpenEdxEvent("org.acme.fine.v1", FeatureFlag = "F")] public sealed partial record Fine(Shared Shared);
        public sealed record Shared(string Name);
        public sealed class Mail : IEventHandler<Fine>
        {
            public Task HandleAsync(Fine value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """;

    [Theory]
    [InlineData("read", "")]
    [InlineData("complete", "")]
    [InlineData("schema", "")]
    [InlineData("read", "true")]
    [InlineData("complete", "true")]
    [InlineData("schema", "true")]
    public async Task A_fault_is_one_diagnostic_and_the_others_go_on(string stage, string isDesignTime)
    {
        StrictResult result = await Project(stage, new InvalidOperationException("Not\nso."), isDesignTime).BuildAsync();

        Diagnostic fault = Assert.Single(result.Ours, one => one.Id == "EVS1901");
        Assert.Contains("at 'Bad' and left it out (InvalidOperationException: Not so.", fault.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal("Bad", fault.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(fault.Location.SourceSpan));
        Assert.Contains("EVS1001 Wrong", result.Underlined);
        Assert.Empty(result.InGeneratedFiles);
        Assert.Empty(result.ErrorsInSources);
        string[] files = [.. result.GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath))];
        Assert.Contains("Acme.Fine.g.cs", files);
        Assert.Contains("Acme.Good.g.cs", files);
        Assert.DoesNotContain("Acme.Bad.g.cs", files);
    }

    [Fact]
    public async Task What_is_cancelled_is_no_fault() =>
        Assert.DoesNotContain((await Project("read", new OperationCanceledException(), "").BuildAsync()).Ours, one => one.Id == "EVS1901");

    private static StrictProject Project(string failing, Exception exception, string isDesignTime) => StrictProject.Of(Sources) with
    {
        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["build_property.DesignTimeBuild"] = isDesignTime },
        Stages = failing switch
        {
            "read" => EventStages.Default with
            {
                Read = (type, attribute, token) =>
                    type.Name == "Bad" ? throw exception : EventStages.Default.Read(type, attribute, token),
            },
            "complete" => EventStages.Default with
            {
                Complete = declaration => declaration.Name == "Bad" ? throw exception : EventStages.Default.Complete(declaration),
            },
            _ => EventStages.Default with
            {
                BuildSchema = declaration => declaration.Name == "Bad" ? throw exception : EventStages.Default.BuildSchema(declaration),
            },
        },
    };
}
