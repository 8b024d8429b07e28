using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>What a Python service on the bus can't declare, or would misread (EVS1101, EVS1102).</summary>
public sealed class PythonTests
{
    [Theory]
    [InlineData("List<DateTimeOffset> {|#0:Times|}", "a list or map of date-times, UUIDs or keys")]
    [InlineData("Dictionary<string, Guid> {|#0:Ids|}", "a list or map of date-times, UUIDs or keys")]
    [InlineData("List<string?> {|#0:Names|}", "a list or map of values that can be null")]
    [InlineData("int {|#0:Count|}", "an int, so write long for an event that was never shipped")]
    [InlineData("float {|#0:Share|}", "a float, so write double for an event that was never shipped")]
    [InlineData("DateOnly {|#0:Day|}", "the logical type date")]
    [InlineData("[AvroDecimal(9, 2)] decimal {|#0:Price|}", "the logical type decimal")]
    [InlineData("DayOfWeek {|#0:Day|}", "an enum, so write string for an event that was never shipped")]
    [InlineData("byte[] {|#0:Data|}", "sending bytes, although it reads them")]
    [InlineData("[AvroFixed(4)] byte[] {|#0:Data|}", "a fixed")]
    [InlineData("bool {|#0:IsOpen|} = false", "a default other than null")]
    public Task What_Python_can_not_declare(string member, string what) =>
        ReportsAsync(
            "EVS1101",
            member,
            name => $"A Python service on the bus can't declare a member like '{name}': openedx-events doesn't support {what}");

    [Theory]
    [InlineData("bool? {|#0:IsOpen|}", "false as None")]
    [InlineData("long? {|#0:Count|}", "0 as None")]
    [InlineData("string? {|#0:Name|}", "an empty text as None")]
    [InlineData("List<string>? {|#0:Names|}", "an empty list or map as None")]
    public Task What_Python_misreads(string member, string what) =>
        ReportsAsync("EVS1102", member, name => $"A Python service on the bus that declares '{name}' with a default reads {what}");

    [Fact]
    public async Task A_default_of_something_true_is_both()
    {
        var test = new RuleTest { TestCode = Source("bool {|#0:IsOpen|} = true") };
        await test.WithProperty("EventSchemasConventions", "openedx")
            .Expecting(
                RuleTest.Rule("EVS1101").WithLocation(0).WithArguments("IsOpen", "a default other than null"),
                RuleTest.Rule("EVS1102").WithLocation(0).WithArguments("IsOpen", "false as true"))
            .VerifyAsync();
    }

    [Fact]
    public async Task Types_that_Python_has_are_not_reported() =>
        await new RuleTest { TestCode = Source(
            "string Name, long Count, double Share, bool IsOpen, DateTimeOffset At, Guid Id, List<string> Names, Dictionary<string, "
            + "long> Counts, Inner? Inner") + " public record Inner(DateTimeOffset? At);" }
            .WithProperty("EventSchemasConventions", "openedx").VerifyAsync();

    [Fact]
    public async Task A_mirror_and_a_project_without_Python_are_not_reported()
    {
        await new RuleTest { TestCode = Source("int? Count", ", Role = EventRole.Mirror") }
            .WithProperty("EventSchemasConventions", "openedx")
            .VerifyAsync();
        await new RuleTest { TestCode = Source("int? Count") }.WithProperty("EventSchemasConventions", "openedx").WithSetting(
            "eventschemas_conventions", "none")
            .VerifyAsync();
    }

    private static async Task ReportsAsync(string id, string member, Func<string, string> message)
    {
        string name = member.Split(["{|#0:", "|}"], StringSplitOptions.None)[1];
        await new RuleTest { TestCode = Source(member) }
            .WithProperty("EventSchemasConventions", "openedx")
            .Expecting(RuleTest.Rule(id).WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(message(name)))
            .VerifyAsync();
    }

    private static string Source(string members, string options = "") =>
        $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\"{options})] public partial record A({members});";
}
