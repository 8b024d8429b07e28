using System.Globalization;
using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>An event is held to the level of its newest shipped version until somebody agrees to a lower one.</summary>
public sealed class LoweredLevelTests
{
    private const string Attribute = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]";
    private const string Justified = "[JustifiedBreak(\"EVS3114\", \"Deployed together.\", AgreedBy = \"us\")] ";

    [Theory]
    [InlineData("FULL_TRANSITIVE", "FULL")]
    [InlineData("FULL_TRANSITIVE", "BACKWARD_TRANSITIVE")]
    [InlineData("FULL_TRANSITIVE", "FORWARD_TRANSITIVE")]
    [InlineData("FULL_TRANSITIVE", "NONE")]
    [InlineData("FULL", "BACKWARD")]
    [InlineData("FULL", "BACKWARD_TRANSITIVE")]
    [InlineData("BACKWARD", "FORWARD")]
    [InlineData("FORWARD", "BACKWARD_TRANSITIVE")]
    [InlineData("BACKWARD", "NONE")]
    public async Task A_lower_level_is_an_error_and_the_promised_one_is_still_checked(string promised, string declared)
    {
        // Removing a required member breaks readers, and adding one breaks older data.
        using EventProject project = Shipped(promised, "int Count", now: "long Other").With("EventSchemasCompatibility", declared);

        string[] found = await project.UnderlinedAsync();

        Assert.Contains(found, text => text.StartsWith("EVS3114", StringComparison.Ordinal));
        Assert.Contains(found, text => text.StartsWith("EVS300", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NONE", "BACKWARD")]
    [InlineData("BACKWARD", "FULL")]
    [InlineData("FULL", "FULL_TRANSITIVE")]
    [InlineData("FORWARD", "FORWARD")]
    public async Task A_level_that_includes_what_was_promised_is_quiet(string promised, string declared)
    {
        using EventProject project = Shipped(promised, "int Count", now: "int Count").With("EventSchemasCompatibility", declared);

        Assert.DoesNotContain(await project.UnderlinedAsync(), text => text.StartsWith("EVS3114", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("eventschemas_compatibility")]
    [InlineData("EventSchemasCompatibility")]
    public async Task It_does_not_matter_where_the_level_is_set(string setting)
    {
        const string source = "[{|EVS3114:OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")|}] public partial record A(int N);";
        RuleTest test = new() { TestCode = source };
        test = setting.StartsWith("event", StringComparison.Ordinal)
            ? test.WithSetting(setting, "NONE")
            : test.WithProperty(setting, "NONE");
        await test.After(Attribute + " public partial record A(int N);").VerifyAsync();
    }

    [Fact]
    public async Task What_was_never_shipped_can_have_any_level()
    {
        using EventProject project = new EventProject(Source("int Count")).WithContractOf(Source("int Count"))
            .With("EventSchemasCompatibility", "BACKWARD");

        Assert.Equal(["EVS2002 A"], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_lower_level_that_is_agreed_to_is_accepted_and_shipped_and_then_needs_no_justification()
    {
        using EventProject project = new EventProject(Justified + Source("int Count"))
            .WithContractOf(Source("int Count"))
            .WithShipped(1, Source("int Count"))
            .With("EventSchemasCompatibility", "BACKWARD");
        Assert.Equal(["EVS2002 A"], await project.UnderlinedAsync());

        await project.FixAllAsync(new AcceptChangeFix(), "EVS2002");
        Assert.Empty(await project.UnderlinedAsync());

        project.WithShipped(2, Source("int Count"));
        Assert.Equal("EVS3203", Assert.Single(await project.DiagnosticsAsync()).Id);
        await project.EditAsync("File0.cs", Justified, "");
        Assert.Empty(await project.UnderlinedAsync());
    }

    [Fact]
    public async Task An_edit_that_a_weaker_level_lets_pass_is_not_said_to_break_nobody()
    {
        using EventProject weak = Shipped("BACKWARD", "int Count, int Other", now: "int Count");
        using EventProject strong = Shipped("FULL_TRANSITIVE", "int Count", now: "int Count, int? Other");

        Assert.Contains("BACKWARD allows it, but other services may break", await MessageAsync(weak), StringComparison.Ordinal);
        Assert.Contains("nobody breaks", await MessageAsync(strong), StringComparison.Ordinal);

        static async Task<string> MessageAsync(EventProject project) =>
            Assert.Single(await project.DiagnosticsAsync()).GetMessage(CultureInfo.InvariantCulture);
    }

    private static EventProject Shipped(string level, string before, string now) => new EventProject(Source(now))
        .With("EventSchemasCompatibility", level)
        .WithContractOf(Source(before))
        .WithShipped(1, Source(before));

    private static string Source(string members) => $"{Attribute} public partial record A({members});";
}
