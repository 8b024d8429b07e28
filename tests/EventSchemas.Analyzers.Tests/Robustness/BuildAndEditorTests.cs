namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// What leaves an event without stubs is reported once: by the generator in a build, where the compiler has errors and shows no
/// analyzer's diagnostics, and by the analyzers in an editor, where it has fixes.
/// </summary>
public sealed class BuildAndEditorTests
{
    private const string Sources = """
        namespace Acme;
        [OpenEdxEvent("org.acme.placed.v1", FeatureFlag = "F")] public sealed record Placed(string Number);
        [OpenEdxEvent("org.acme.paid.v1", FeatureFlag = "F")] public sealed partial record Paid(string Number);
        public interface IPaidProducer;
        public sealed record Plain(string Number);
        public sealed class Mail : IEventHandler<Placed>, IEventHandler<Plain>
        {
            public Task HandleAsync(Placed value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
            public Task HandleAsync(Plain value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        public sealed class Shop(IPlacedProducer producer) { public object Producer => producer; }
        """;

    private static readonly string[] Expected = ["EVS1002 Placed", "EVS1013 Paid", "EVS5003 Plain"];

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("false", true)]
    [InlineData("true", false)]
    public async Task Each_is_reported_once(string? isDesignTime, bool isOfGenerator)
    {
        StrictProject project = StrictProject.Of(Sources);
        if (isDesignTime is not null)
        {
            project = project with
            {
                Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["build_property.DesignTimeBuild"] = isDesignTime },
            };
        }

        StrictResult result = await project.BuildAsync();

        Assert.Equal(Expected, result.Hold().Underlined);
        Assert.Equal(isOfGenerator ? Expected.Length : 0, result.OfGenerator.Count);
    }
}
