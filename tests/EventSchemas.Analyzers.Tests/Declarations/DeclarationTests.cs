using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The rules of declarations with exact spans (EVS1001 to EVS1005), and the fix that makes an event partial.</summary>
public sealed class DeclarationTests
{
    private const string Flag = "FeatureFlag = \"F\"";

    [Theory]
    [InlineData(
        "decimal {|#0:Price|}",
        "'Price' can't be represented: a decimal has no schema without its precision and scale: write "
        + "[AvroDecimal(precision, scale)]")]
    [InlineData(
        "List<short> {|#0:Counts|}",
        "'Counts' can't be represented: Avro has no type for short: use int")]
    [InlineData(
        "Dictionary<int, string> {|#0:Map|}",
        "'Map' can't be represented: an Avro map has text keys, and these are int: use Dictionary<string, string>, or a list of records")]
    public Task A_member_that_a_schema_can_not_represent(string member, string message) =>
        ReportsAsync("EVS1001", $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A({{member}});""", message);

    [Fact]
    public async Task An_event_that_is_not_partial()
    {
        RuleTest test = RuleTest.Of<MakePartialFix>();
        test.TestCode = $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public record {|#0:A|}(int Count);""";
        test.FixedCode = $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(int Count);""";
        await test.Expecting(RuleTest.Rule("EVS1002").WithLocation(0).WithArguments("A", "add the partial modifier to 'A'")).VerifyAsync();
    }

    [Theory]
    [InlineData("public partial class {|#0:A|} { public int Count { get; init; } }", "make it a record class")]
    [InlineData("public partial record {|#0:A|}<T>(int Count);", "remove its type parameters, because an event has one schema")]
    public async Task What_can_not_be_an_event(string type, string reason)
    {
        var test = new RuleTest { TestCode = $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] {{type}}""" };
        test.DisabledDiagnostics.Add("EVS1001");
        await test.Expecting(RuleTest.Rule("EVS1002").WithLocation(0).WithArguments("A", reason)
            .WithMessage($"'A' can't be an event as it is declared: {reason}")).VerifyAsync();
    }

    [Theory]
    [InlineData("public partial class Outer { ", "private", "A")]
    [InlineData("public partial class Outer { ", "protected", "A")]
    [InlineData("public partial class Outer { private partial class Inner { ", "public", "Inner")]
    public async Task What_generated_code_can_not_see(string around, string modifier, string hidden)
    {
        string source = $$"""{{around}}[OpenEdxEvent("org.acme.a.v1", {{Flag}})] {{modifier}} partial record {|#0:A|}(int Count);""";
        var test = new RuleTest { TestCode = source + string.Concat(around.Where(c => c == '{').Select(_ => " }")) };
        string advice = $"generated code must see it, so make '{hidden}' internal or public";
        await test.Expecting(RuleTest.Rule("EVS1002").WithLocation(0).WithArguments("A", advice)).VerifyAsync();
    }

    [Theory]
    [InlineData(
        "Compatibility",
        "EventSchemas.Avro.CompatibilityLevel",
        9,
        "None, Backward, BackwardTransitive, Forward, ForwardTransitive, Full or FullTransitive")]
    [InlineData("KeyFormat", "EventKeyFormat", 3, "Avro, Text or Long")]
    [InlineData("Naming", "AvroNaming", -1, "AsWritten, SnakeCase or CamelCase")]
    [InlineData("Role", "EventRole", 2, "Owner or Mirror")]
    [InlineData("Transports", "EventTransports", 4, "None, Kafka or Redis")]
    public Task A_value_that_an_enum_does_not_have(string argument, string type, int value, string expected) => new RuleTest
    {
        TestCode = $$"""[AvroEvent("a", {{Flag}}, {{argument}} = {|#0:({{type}})({{value}})|})] public partial record A(int TheCount);""",
    }
        .Expecting(RuleTest.Rule("EVS2008").WithLocation(0).WithArguments(argument, value, expected))
        .VerifyAsync();

    [Fact]
    public Task Values_that_an_enum_has_together() => new RuleTest
    {
        TestCode = $$"""
            [AvroEvent("a", {{Flag}}, Transports = EventTransports.Kafka | EventTransports.Redis)] public partial record A(int Count);
            """,
    }.VerifyAsync();

    [Theory]
    [InlineData("public class {|EVS1002:A|} { public int Count { get; init; } }")]
    [InlineData("public record {|EVS1002:A|}<T>(int Count);")]
    public async Task What_can_not_be_an_event_is_not_fixed_by_making_it_partial(string type)
    {
        RuleTest test = RuleTest.Of<MakePartialFix>();
        string source = $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] {{type}}""";
        test.TestCode = source;
        test.FixedCode = source;
        test.DisabledDiagnostics.Add("EVS1001");
        await test.VerifyAsync();
    }

    [Fact]
    public async Task A_malformed_event_type()
    {
        var test = new RuleTest { TestCode = $$"""[OpenEdxEvent({|#0:"Order Placed"|}, {{Flag}})] public partial record A(int Count);""" };
        await test.Expecting(RuleTest.Rule("EVS1003").WithLocation(0).WithArguments(
            "Order Placed",
            "write two or more words with dots between them, each a lower-case letter, then lower-case letters, digits, '_' and '-', for "
            + "example 'org.openedx.learning.course.enrollment.created.v1'")).VerifyAsync();
    }

    [Fact]
    public async Task One_event_type_on_two_records()
    {
        var test = new RuleTest
        {
            TestCode = $$"""
                [OpenEdxEvent({|#0:"org.acme.a.v1"|}, {{Flag}})] public partial record A(int Count);
                [OpenEdxEvent({|#1:"org.acme.a.v1"|}, {{Flag}})] public partial record B(int Count);
                """,
        };
        await test.Expecting(
            RuleTest.Rule("EVS1004").WithLocation(0).WithArguments("org.acme.a.v1", "B", ""),
            RuleTest.Rule("EVS1004").WithLocation(1).WithArguments("org.acme.a.v1", "A", "")).VerifyAsync();
    }

    [Theory]
    [InlineData("OpenEdxEvent", "", "", true)]
    [InlineData("OpenEdxEvent", ", Role = EventRole.Mirror", "", false)]
    [InlineData("OpenEdxEvent", "", ", Role = EventRole.Mirror", false)]
    [InlineData("AvroEvent", "", "", true)]
    [InlineData("AvroEvent", ", Role = EventRole.Mirror", "", false)]
    [InlineData("AvroEvent", "", ", Role = EventRole.Mirror", false)]
    public async Task One_event_type_here_and_in_a_referenced_assembly(string attribute, string role, string otherRole, bool isReported)
    {
        MetadataReference library = GeneratorRun.Of(
            $$"""namespace Acme; [{{attribute}}("org.acme.a.v1", {{Flag}}{{otherRole}})] public partial record Placed(int Count);""")
            .ToReference();
        var test = new RuleTest
        {
            TestCode = $$"""[{{attribute}}({|#0:"org.acme.a.v1"|}, {{Flag}}{{role}})] public partial record A(int Count);""",
        };
        DiagnosticResult found = RuleTest.Rule("EVS1004").WithLocation(0).WithArguments("org.acme.a.v1", "Acme.Placed", "");
        await test.Referencing(library).Expecting(isReported ? [found] : []).VerifyAsync();
    }

    [Fact]
    public Task A_record_struct_of_a_referenced_assembly_is_a_member() => RuleTest.QuietAsync(
        $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(Acme.Money Price);""",
        GeneratorRun.Of("namespace Acme; public record struct Money(long Cents, string Currency);").ToReference());

    [Theory]
    [InlineData("Missing", "A has no member 'Missing': its only member is Inner")]
    [InlineData("Inner", "Inner is a record: go on to one of its members, as in Inner.Name")]
    [InlineData(
        "Inner.Maybe",
        "Maybe is nullable, and a message without its key would go to any partition: choose a member that is always there")]
    public Task A_key_that_does_not_lead_to_a_plain_value(string key, string problem) => ReportsAsync(
        "EVS1005",
        $$"""
        [OpenEdxEvent("org.acme.a.v1", Key = {|#0:"{{key}}"|}, {{Flag}})] public partial record A(Inner Inner);
        public record Inner(string Name, string? Maybe);
        """,
        $"The key '{key}' doesn't lead to a plain value that is always there: {problem}");

    private static async Task ReportsAsync(string id, string source, string message)
    {
        var test = new RuleTest { TestCode = source };
        await test.Expecting(RuleTest.Rule(id).WithLocation(0).WithMessage(message)).VerifyAsync();
    }
}
