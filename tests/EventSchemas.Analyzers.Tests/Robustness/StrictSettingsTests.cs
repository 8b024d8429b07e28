using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Generated code has no diagnostic, whatever the settings of the project.</summary>
public sealed class StrictSettingsTests
{
    private const string Everything = """
        namespace Acme.Orders
        {
            /// <summary>An order was placed.</summary>
            [EventSchemas.OpenEdxEvent("org.acme.placed.v1", FeatureFlag = "F", Topic = "orders", Key = "Order.Number")]
            public sealed partial record Placed(
                Order Order, System.Collections.Generic.List<Line> Lines, [EventSchemas.PersonalData] string Email, int Count = 3)
            {
                public required System.Collections.Generic.Dictionary<string, System.Guid> Ids { get; init; }
            }
            public readonly record struct Order(string Number, System.DateTimeOffset At, Color Color);
            public sealed record Line(string Sku, long Amount, Line? Next);
            public enum Color { Red, Green }

            public sealed class Mail : EventSchemas.IEventHandler<Placed>
            {
                public System.Threading.Tasks.Task HandleAsync(
                    Placed value, EventSchemas.EventContext context, System.Threading.CancellationToken cancellationToken) =>
                    System.Threading.Tasks.Task.CompletedTask;
            }
        }
        """;

    public static TheoryData<LanguageVersion> Languages =>
        [LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.CSharp14, LanguageVersion.Preview];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task In_every_supported_version_of_the_language(LanguageVersion language)
    {
        StrictResult result = await (StrictProject.Of(Everything) with { Language = language }).BuildAsync();

        Assert.Empty(result.Hold().ErrorsInSources);
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable, true)]
    [InlineData(NullableContextOptions.Enable, false)]
    [InlineData(NullableContextOptions.Disable, false)]
    public async Task With_the_rules_of_the_SDK_and_without_nullable_types_or_usings(NullableContextOptions nullable, bool hasUsings)
    {
        StrictResult result =
            await (StrictProject.Of(Everything) with { Nullable = nullable, HasUsings = hasUsings, RunsSdkRules = true }).BuildAsync();

        Assert.Empty(result.Hold().ErrorsInSources);
    }

    [Fact]
    public async Task An_older_language_is_one_diagnostic()
    {
        StrictResult result = await (StrictProject.Of(
            """
            namespace Acme;
            [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")] public sealed partial record A(string X);
            [OpenEdxEvent("org.acme.b.v1", FeatureFlag = "F")] public sealed partial record B(string X);
            """) with { Language = LanguageVersion.CSharp11 }).BuildAsync();

        Assert.Equal(["EVS1902 A"], result.Hold().Underlined);
        Assert.Empty(result.GeneratedTrees);
    }

    [Fact]
    public async Task A_test_project_that_sees_the_internals_of_the_application()
    {
        const string handler = """
            public sealed class {0} : EventSchemas.IEventHandler<Acme.Orders.Placed>
            {
                public System.Threading.Tasks.Task HandleAsync(
                    Acme.Orders.Placed value, EventSchemas.EventContext context, System.Threading.CancellationToken cancellationToken) =>
                    System.Threading.Tasks.Task.CompletedTask;
            }
            """;
        StrictResult application = await StrictProject.Of(
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]",
            Everything,
            "class Startup { void Add(IConsumerGroupBuilder group) => group.AddDiscoveredHandlers(); }").BuildAsync();
        Assert.Empty(application.Hold().ErrorsInSources);
        string[] sources =
        [
            handler.Replace("{0}", "Probe", StringComparison.Ordinal),
            "namespace Deep.Within; class Startup { void Add(IConsumerGroupBuilder group) => group.AddDiscoveredHandlers(); }",
            """
            namespace Acme.Tests;
            [OpenEdxEvent("org.acme.tested.v1", FeatureFlag = "F")]
            public sealed partial record Tested(Acme.Orders.Order Order, Acme.Orders.Line Line);
            """,
        ];

        StrictResult tests = await (StrictProject.Of(sources) with
        {
            Assembly = "Tests",
            References = [application.Output.ToMetadataReference()],
        }).BuildAsync();

        Assert.Empty(tests.Hold().ErrorsInSources);
    }
}
