using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class DeclarationRulesTests
{
    private const string Flag = "FeatureFlag = \"F\"";

    [Fact]
    public async Task A_good_event_without_a_contract_file_gets_an_information_only()
    {
        using var project = new EventProject(
            $$"""[OpenEdxEvent("org.acme.a.v1", Key = "Name", {{Flag}})] public partial record A(string Name);""");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS2001", DiagnosticSeverity.Info), (found.Id, found.Severity));
    }

    [Fact]
    public async Task In_CI_a_missing_contract_file_is_an_error()
    {
        using EventProject project =
            new EventProject($$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(string Name);""").With(
            "EventSchemasCI", "true");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS2001", DiagnosticSeverity.Error), (found.Id, found.Severity));
    }

    [Theory]
    [InlineData("decimal Price", "Price")]
    [InlineData("object Thing", "Thing")]
    [InlineData("Dictionary<int, string> Map", "Map")]
    [InlineData("List<short> Counts", "Counts")]
    [InlineData("System.Numerics.BigInteger Big", "Big")]
    [InlineData("[AvroDecimal(29, 2)] decimal Price", "Price")]
    [InlineData("[AvroDecimal(3, 4)] decimal Price", "Price")]
    [InlineData("[AvroDecimal(9, 2), AvroFixed(3)] decimal Price", "Price")]
    [InlineData("[AvroDecimal(9, 2)] double Price", "Price")]
    [InlineData("[AvroFixed(8)] Guid Id", "Id")]
    [InlineData("[AvroFixed(0)] byte[] Data", "Data")]
    [InlineData("[AvroFixed(4, Name = \"4\")] byte[] Data", "Data")]
    [InlineData("[AvroFixed(4)] string Data", "Data")]
    [InlineData("[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.Date)] DateTimeOffset At", "At")]
    [InlineData("[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.LocalTimestampMillis)] DateTimeOffset At", "At")]
    [InlineData("[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] string At", "At")]
    [InlineData("[AvroConverter(typeof(string))] object Thing", "Thing")]
    [InlineData("(int, int) Pair", "Pair")]
    [InlineData("string Ärger", "Ärger")]
    public async Task A_member_that_a_schema_can_not_represent_is_underlined(string parameter, string underlined)
    {
        using var project = new EventProject($$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A({{parameter}});""");

        Assert.Equal([$"EVS1001 {underlined}"], await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData("public abstract record U;", "U is abstract")]
    [InlineData("[AvroUnion] public abstract record U;", "lists no records")]
    [InlineData(
        "[AvroUnion(typeof(string))] public abstract record U;", "string is listed by [AvroUnion] on U and does not derive from it")]
    [InlineData("[AvroUnion(typeof(B), typeof(B))] public abstract record U; public record B : U;", "lists a record twice")]
    [InlineData("[AvroUnion(typeof(B))] public abstract record U; public abstract record B : U;", "B is abstract")]
    [InlineData("[AvroUnion(typeof(B))] public abstract record U; public record B(U Inner) : U;", "would contain itself without end")]
    [InlineData(
        "[AvroConverter(typeof(C))] public class U; public class C : IAvroConverter<U, object> { public static object ToWire(U value) => "
        + "value; public static U FromWire(object wire) => new(); }",
        "object can't be written as Avro")]
    [InlineData(
        "[AvroConverter(typeof(C))] public class U; public class C : IAvroConverter<string, int> { public static int ToWire(string value) "
        + "=> 1; public static string FromWire(int wire) => \"\"; }",
        "C converts string, and the type is U: let it implement IAvroConverter<U, TWire>")]
    [InlineData(
        "[AvroConverter(typeof(C))] public class U; public class C : IAvroConverter<U, string>, IAvroConverter<U, int> { public static "
        + "string ToWire(U value) => \"\"; public static U FromWire(string wire) => new(); static int IAvroConverter<U, int>.ToWire(U "
        + "value) => 1; public static U FromWire(int wire) => new(); }",
        "C converts U to string and to int, so that nobody can say what travels")]
    [InlineData("public record struct U(object Thing);", "object can't be written as Avro")]
    [InlineData("public struct U;", "U can't be written as Avro")]
    public async Task A_type_that_a_schema_can_not_represent_is_a_problem_of_the_member(string type, string reason)
    {
        using var project = new EventProject($"[OpenEdxEvent(\"org.acme.a.v1\", {Flag})] public partial record A(U Member); {type}");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal("EVS1001", found.Id);
        Assert.Contains(reason, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[System.Flags] public enum E { A, B }", "is a set of flags")]
    [InlineData("public enum E { }", "has no members")]
    [InlineData("public enum E { Ä }", "can't be a symbol")]
    [InlineData("public enum E { A, B = 0 }", "E.B has the number of another member")]
    [InlineData("public enum E { A, [AvroName(\"A\")] B }", "two members of E have the symbol A")]
    [InlineData("public enum E { [AvroDefaultSymbol] A, [AvroDefaultSymbol] B }", "two default symbols")]
    [InlineData("[AvroName(\"int\")] public enum E { A }", "can't be the name of an Avro enum")]
    public async Task An_enum_that_a_schema_can_not_represent_is_underlined_at_the_member(string @enum, string message)
    {
        using var project = new EventProject(
            $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(E Value); {{@enum}}""");

        Assert.Equal(["EVS1001 Value"], await project.UnderlinedAsync());
        Assert.Contains(
            message, Assert.Single(await project.DiagnosticsAsync()).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_member_of_a_record_that_two_events_reach_is_reported_once_at_the_member()
    {
        using var project = new EventProject(
            $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(Shared S);""",
            $$"""[OpenEdxEvent("org.acme.b.v1", {{Flag}})] public partial record B(Shared S);""",
            "public record Shared(decimal Price);");

        Assert.Equal(["EVS1001 Price"], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_record_that_contains_itself_is_rejected_unless_it_may_be_absent()
    {
        using var endless = new EventProject(
            $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(Node N); public record Node(Node Next);""");
        using var finite = new EventProject(
            $$"""
            [OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(Node N);
            public record Node(Pair? Next);
            public record Pair(Node Left);
            """);

        Assert.Equal(["EVS1001 Next"], await endless.UnderlinedAsync());
        Assert.Equal(["EVS2001 A"], await finite.UnderlinedAsync());
    }

    [Fact]
    public async Task A_record_that_is_not_partial_gets_the_rule_and_its_fix_makes_it_so()
    {
        using var project = new EventProject($$"""
            public static class Outer
            {
                // The event.
                [OpenEdxEvent("org.acme.a.v1", {{Flag}})]
                public record A(string Name);
            }
            """);
        Assert.Contains("EVS1002 A", await project.UnderlinedAsync());

        await project.FixAsync(new MakePartialFix(), "EVS1002");

        Assert.DoesNotContain("EVS1002 A", await project.UnderlinedAsync());
        Assert.Contains("public static partial class Outer", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
        Assert.Contains("public partial record A(string Name);", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enrollment")]
    [InlineData("org.Acme.a")]
    [InlineData("org..a")]
    [InlineData("org.acme.1")]
    [InlineData("")]
    public async Task A_malformed_event_type_is_underlined(string eventType)
    {
        using var project = new EventProject($$"""[OpenEdxEvent("{{eventType}}", {{Flag}})] public partial record A(string Name);""");

        Assert.Equal([$"EVS1003 \"{eventType}\""], await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "it has 201 characters, and names of files and topics leave room for 200: shorten it")]
    [InlineData(3000, "it has 3000 characters, and names of files and topics leave room for 200: shorten it")]
    public async Task An_event_type_that_file_names_and_topics_can_not_hold_is_underlined(int length, string? problem)
    {
        string eventType = "org." + new string('a', length - 4);
        using var project = new EventProject($$"""[OpenEdxEvent("{{eventType}}", {{Flag}})] public partial record A(string Name);""");

        Diagnostic[] found = [.. (await project.DiagnosticsAsync()).Where(one => one.Id != "EVS2001")];
        Assert.Equal(
            problem is null ? [] : [$"'org.{new string('a', 56)}…' can't be an event type: {problem}"],
            found.Select(one => one.GetMessage(CultureInfo.InvariantCulture)));
        Assert.All(found, one => Assert.Equal(length + 2, one.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("Email", "([PersonalData] string Email, int N)")]
    [InlineData("Buyer.Id", "([PersonalData] Buyer Buyer); public partial record Buyer(string Id)")]
    [InlineData("Buyer.Id", "(Buyer Buyer); public partial record Buyer([PersonalData] string Id)")]
    public async Task A_key_that_is_personal_data_is_underlined(string key, string members)
    {
        using var project = new EventProject(
            $"[OpenEdxEvent(\"org.acme.a.v1\", {Flag}, Key = \"{key}\")] public partial record A{members};");

        Assert.Equal(["EVS2001 A", $"EVS1016 \"{key}\""], (await project.UnderlinedAsync()).OrderDescending(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("N", "")]
    [InlineData("Email", ", Role = EventRole.Mirror")]
    public async Task A_key_beside_personal_data_and_that_of_another_team_are_not_reported(string key, string role)
    {
        using var project = new EventProject(
            $"[OpenEdxEvent(\"org.acme.a.v1\", {Flag}, Key = \"{key}\"{role})] "
            + "public partial record A([PersonalData] string Email, int N);");

        Assert.DoesNotContain(await project.DiagnosticsAsync(), found => found.Id == "EVS1016");
    }

    [Fact]
    public async Task A_union_on_an_event_is_underlined_and_the_event_is_a_record_wherever_it_is()
    {
        using var project = new EventProject(
            $$"""
            [OpenEdxEvent("org.acme.a.v1", {{Flag}}), AvroUnion(typeof(B))] public partial record A(int N);
            public record B() : A(1);
            """,
            $$"""[OpenEdxEvent("org.acme.c.v1", {{Flag}})] public partial record C(A Inner);""");

        Assert.Equal(["EVS1017 AvroUnion(typeof(B))", "EVS2001 A", "EVS2001 C"], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task One_event_type_on_two_records_is_underlined_on_both()
    {
        using var project = new EventProject(
            $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record A(string Name);""",
            $$"""[OpenEdxEvent("org.acme.a.v1", {{Flag}})] public partial record B(string Name);""");

        Assert.Equal(2, (await project.UnderlinedAsync()).Count(found => found == "EVS1004 \"org.acme.a.v1\""));
    }

    [Theory]
    [InlineData("Missing")]
    [InlineData("Inner")]
    [InlineData("Inner.Maybe")]
    [InlineData("Inner.Names")]
    [InlineData("Inner.Name.Length")]
    [InlineData("MaybeInner.Name")]
    [InlineData("inner.name")]
    [InlineData("Inner.Day")]
    public async Task A_key_that_does_not_lead_to_a_plain_value_is_underlined(string key)
    {
        using var project = new EventProject($$"""
            [OpenEdxEvent("org.acme.a.v1", Key = "{{key}}", {{Flag}})] public partial record A(Inner Inner, Inner? MaybeInner);
            public record Inner(string Name, string? Maybe, List<string> Names, DateOnly Day);
            """);

        Assert.Contains($"EVS1005 \"{key}\"", await project.UnderlinedAsync());
    }

    [Fact]
    public async Task An_event_without_a_flag_gets_the_rule_and_its_fix_adds_one()
    {
        using var project = new EventProject("""
            [OpenEdxEvent(
                "org.acme.a.v1",
                Topic = "a")]
            public partial record Created(string Name);
            """);
        Assert.Contains("EVS4001 Created", await project.UnderlinedAsync());

        await project.FixAsync(new AddFeatureFlagFix(), "EVS4001");

        Assert.DoesNotContain("EVS4001 Created", await project.UnderlinedAsync());
        Assert.Contains(
            "    Topic = \"a\",\n    FeatureFlag = \"CreatedEvent\")]",
            (await project.TextAsync("File0.cs")).ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_replaces_a_flag()
    {
        using var project = new EventProject(
            """[OpenEdxEvent("org.acme.a.v1", StableBecause = "in use since 2020")] public partial record A(string Name);""");

        Assert.Equal(["EVS2001 A"], await project.UnderlinedAsync());
    }
}
