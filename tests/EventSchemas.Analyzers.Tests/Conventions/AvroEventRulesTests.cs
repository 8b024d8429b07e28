using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// The rules for events with [AvroEvent]: the same as for others, in words that fit, without those about Python services.
/// </summary>
public sealed class AvroEventRulesTests
{
    private const string Event =
        "[AvroEvent(\"order.placed\", Topic = \"orders\", Key = \"Number\", FeatureFlag = \"F\")] public partial record ";

    private const string Before = Event + "OrderPlaced(string Number, Line Line); public record Line(int Count);";

    private static readonly string[] AboutOpenEdx = ["openedx", "Open edX", "CloudEvent", "Python"];

    [Fact]
    public Task Python_services_do_not_read_it() =>
        new RuleTest { TestCode = Event + "A(string Number, int? Count, [AvroDecimal(9, 2)] decimal Total, DayOfWeek Day);" }
            .WithProperty("EventSchemasConventions", "openedx")
            .VerifyAsync();

    [Fact]
    public Task A_record_with_both_attributes_is_one_error() => new RuleTest
    {
        TestCode = "[AvroEvent(\"a\", FeatureFlag = \"F\")] [{|#0:OpenEdxEvent(\"org.acme.a.v1\")|}] public partial record A(int X);",
    }
        .Expecting(RuleTest.Rule("EVS1019").WithLocation(0).WithArguments("A", "AvroEvent", "OpenEdxEvent"))
        .VerifyAsync();

    [Theory]
    [InlineData("", "write a name, for example 'com.example.order.placed.v1'")]
    [InlineData(" a", "remove the white space around it")]
    [InlineData("a\\tb", "it has a control character, or one that Unicode doesn't assign, and CloudEvents allows neither: remove it")]
    [InlineData("a\\u0001", "it has a control character, or one that Unicode doesn't assign, and CloudEvents allows neither: remove it")]
    [InlineData("a.v1", "its version is given twice: remove Version, or the ending of the event type", ", Version = 2")]
    [InlineData("a", "its version is 0: write Version = 1 or a higher number", ", Version = 0")]
    public async Task What_CloudEvents_does_not_allow_is_no_event_type(string eventType, string problem, string argument = "")
    {
        using EventProject project = new($"[AvroEvent(\"{eventType}\"{argument}, FeatureFlag = \"F\")] public partial record A(int X);");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal("EVS1003", found.Id);
        string message = found.GetMessage(CultureInfo.InvariantCulture);
        Assert.EndsWith("can't be an event type: " + problem, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public async Task What_nobody_sees_in_an_event_type_is_written_out()
    {
        using EventProject project = new("[AvroEvent(\"a\\tb\", FeatureFlag = \"F\")] public partial record A(int X);");

        Assert.StartsWith(
            "'a\\tb' can't be an event type: ",
            Assert.Single(await project.DiagnosticsAsync()).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_type_that_is_too_long_for_a_file_is_an_error()
    {
        using EventProject project = new($"[AvroEvent(\"{new string('ü', 34)}\", FeatureFlag = \"F\")] public partial record A(int X);");

        Assert.Contains(
            "as a file name it has 204 characters, and there is room for 200: shorten it",
            Assert.Single(await project.DiagnosticsAsync(), one => one.Id == "EVS1003").GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_event_types_that_differ_only_in_case_would_have_one_file()
    {
        using EventProject project = new(
            "[AvroEvent(\"OrderPlaced\", FeatureFlag = \"F\")] public partial record A(int X);"
            + "[AvroEvent(\"orderplaced\", FeatureFlag = \"F\")] public partial record B(int X);");

        Assert.Equal(
            ["EVS1004 \"OrderPlaced\"", "EVS1004 \"orderplaced\""],
            (await project.UnderlinedAsync()).Where(text => text.StartsWith("EVS1004", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("EventSchemasFeatureFlags", "optional", 0)]
    [InlineData("EventSchemasFeatureFlags", "required", 1)]
    [InlineData("EventSchemasFolder", "schemas", 1)]
    public async Task A_flag_is_required_unless_the_project_says_otherwise(string property, string value, int expected)
    {
        using EventProject project =
            new EventProject("[AvroEvent(\"a\")] public partial record A(int X);").With(property, value);

        Diagnostic[] found = [.. (await project.DiagnosticsAsync()).Where(one => one.Id == "EVS4001")];
        Assert.Equal(expected, found.Length);
        Assert.All(found, one => Assert.Contains(
            "write FeatureFlag = \"…\" in [AvroEvent]", one.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("EVS3004", "record Line(", "record Row(", "Line Line", "Row Line")]
    [InlineData("EVS3004", "record OrderPlaced(", "record Ordered(")]
    [InlineData("EVS3006", "int Count", "long Count")]
    [InlineData("EVS3109", "\"order.placed\",", "\"order.placed\", Namespace = \"com.acme\",")]
    [InlineData("EVS3111", "\"orders\"", "\"others\"")]
    [InlineData("EVS3112", "FeatureFlag", "KeyFormat = EventKeyFormat.Avro, FeatureFlag")]
    public async Task A_change_of_a_version_is_reported_as_for_every_event(string rule, params string[] edits)
    {
        string after = Before;
        for (int i = 0; i < edits.Length; i += 2)
        {
            after = after.Replace(edits[i], edits[i + 1], StringComparison.Ordinal);
        }

        using EventProject project = new EventProject(after).WithContractOf(Before).WithShipped(1, Before);

        Diagnostic found = Assert.Single(
            await project.DiagnosticsAsync(), one => one.Id.StartsWith("EVS3", StringComparison.Ordinal));
        Assert.Equal(rule, found.Id);
        Assert.All(AboutOpenEdx, word => Assert.DoesNotContain(
            word, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("double X", "", "X is a double, which can't be a key as text: choose a text or a whole number, or write KeyFormat = ")]
    [InlineData("string X", ", KeyFormat = EventKeyFormat.Long", "X is a string, which can't be a key as a long: choose an int ")]
    [InlineData("Guid X", "", null)]
    [InlineData("long X", "", null)]
    [InlineData("int X", ", KeyFormat = EventKeyFormat.Long", null)]
    [InlineData("double X", ", KeyFormat = EventKeyFormat.Avro", null)]
    public async Task A_key_fits_the_way_in_which_it_is_written(string member, string argument, string? problem)
    {
        using EventProject project =
            new($"[AvroEvent(\"a\", Key = \"X\"{argument}, FeatureFlag = \"F\")] public partial record A({member});");

        Diagnostic? found = (await project.DiagnosticsAsync()).SingleOrDefault(one => one.Id == "EVS1005");
        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found?.GetMessage(CultureInfo.InvariantCulture) ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_written_in_another_way_is_another_key()
    {
        using EventProject project = new EventProject(
            Before.Replace("FeatureFlag", "KeyFormat = EventKeyFormat.Avro, FeatureFlag", StringComparison.Ordinal)).WithContractOf(Before);

        Assert.StartsWith(
            "The key was 'Number' as text in the contract of order.placed and is 'Number' in Avro now: ",
            Assert.Single(await project.DiagnosticsAsync(), one => one.Id == "EVS3112").GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        Assert.Equal(["Write the key 'Number' as text again"], await project.OfferedAsync(new RestoreRecordFix(), "EVS3112"));
        await project.FixAsync(new RestoreRecordFix(), "EVS3112");
        Assert.Contains("KeyFormat = EventKeyFormat.Text, FeatureFlag", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(await project.DiagnosticsAsync(), one => one.Id == "EVS3112");
    }

    [Fact]
    public async Task A_renamed_record_keeps_its_name_in_the_schema_by_the_fix()
    {
        using EventProject project =
            new EventProject(Before.Replace("record OrderPlaced", "record Ordered", StringComparison.Ordinal)).WithContractOf(Before);

        await project.FixAsync(new EditRecordFix(), "EVS3004", "KeepName");

        Assert.Contains("[AvroName(\"OrderPlaced\")]", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(await project.DiagnosticsAsync(), one => one.Id.StartsWith("EVS3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_attribute_is_put_back()
    {
        using EventProject project = new EventProject(
                "public partial record OrderPlaced(string Number, Line Line); public record Line(int Count);")
            .WithContractOf(Before)
            .WithShipped(1, Before);

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Contains(
            "put [AvroEvent(\"order.placed\")] back on it", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await project.FixAsync(new RestoreEventFix(), "EVS2009");
        Assert.Contains(
            "[AvroEvent(\"order.placed\", Topic = \"orders\", Key = \"Number\")]",
            await project.TextAsync("File0.cs"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_comment_is_a_compatible_edit_that_can_be_accepted()
    {
        const string before =
            "/// <summary>Placed.</summary>\n[AvroEvent(\"a.v1\", XmlDocs = true, FeatureFlag = \"F\")]\n"
            + "public partial record A(int Count);";
        using EventProject project = new EventProject(before).WithContractOf(before).WithShipped(1, before);
        Assert.Empty(await project.DiagnosticsAsync());

        await project.EditAsync("File0.cs", "Placed.", "Placed at last.");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS2002", DiagnosticSeverity.Info), (found.Id, found.Severity));
        Assert.Contains("documentation changed", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await project.FixAsync(new AcceptChangeFix(), "EVS2002");
        Assert.Contains(
            "Placed at last.", await project.ContractTextAsync("/p/schemas/a.v1.avsc"), StringComparison.Ordinal);
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_setting_of_the_naming_changes_the_schema_at_once()
    {
        const string camel =
            "[AvroEvent(\"a\", FeatureFlag = \"F\", Naming = AvroNaming.CamelCase)] public partial record A(int TheCount);";
        string open = camel.Replace(", Naming = AvroNaming.CamelCase", "", StringComparison.Ordinal);
        using EventProject project = new EventProject(open).WithContractOf(camel);

        Assert.Contains(await project.DiagnosticsAsync(), one => one.Id.StartsWith("EVS3", StringComparison.Ordinal));
        project.With("EventSchemasNaming", "camel_case");
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task The_shipped_version_stays_declared_with_its_names_and_its_namespace()
    {
        const string shop = "namespace Shop; ";
        using EventProject project = new EventProject(shop + Before.Replace("int Count", "long Count", StringComparison.Ordinal))
            .WithContractOf(shop + Before)
            .WithShipped(1, shop + Before);

        await project.FixAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion");

        Assert.Contains("\"order.placed.v2\"", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
        string frozen = await project.TextAsync("OrderPlaced.V1.cs");
        Assert.Contains("Namespace = \"Shop\")]", frozen, StringComparison.Ordinal);
        Assert.DoesNotContain("AvroName", frozen, StringComparison.Ordinal);
        Assert.DoesNotContain(await project.DiagnosticsAsync(), one => one.Id.StartsWith("EVS3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_version_has_the_next_number_where_the_version_is_an_argument()
    {
        string before = Before.Replace("\"order.placed\",", "\"order.placed\", Version = 1,", StringComparison.Ordinal);
        using EventProject project = new EventProject(before.Replace("int Count", "long Count", StringComparison.Ordinal))
            .WithContractOf(before)
            .WithShipped(1, before);

        await project.FixAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion");

        Assert.Contains(
            "[AvroEvent(\"order.placed\", Version = 2, Topic", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
        Assert.Contains("\"order.placed\", Version = 1, ", await project.TextAsync("OrderPlaced.V1.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(await project.DiagnosticsAsync(), one => one.Id.StartsWith("EVS3", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_rules_about_Python_services_are_about_Open_edX()
    {
        IEnumerable<string> texts = TestedRules.ById.Values
            .Where(rule => rule.Id is not ("EVS1101" or "EVS1102"))
            .SelectMany(rule => new[] { rule.Title, rule.MessageFormat, rule.Description })
            .Select(text => text.ToString(CultureInfo.InvariantCulture));

        Assert.All(texts, text => Assert.All(AboutOpenEdx, word => Assert.DoesNotMatch($@"{word}\b", text)));
    }

    [Fact]
    public async Task A_class_that_avrogen_made_is_told_why_it_is_no_record()
    {
        using EventProject project = new(
            Event + "A(string Number, Old Old);"
            + "namespace Avro.Specific { public interface ISpecificRecord; }"
            + "public class Old : Avro.Specific.ISpecificRecord { public string Name { get; set; } = \"\"; }");

        Assert.Equal(
            "'Old' can't be represented: Old was generated from a schema, which its properties don't say completely (which text can be "
            + "null, which logical type a date has): declare a record with the same members, and check it against that schema",
            Assert.Single(await project.DiagnosticsAsync()).GetMessage(CultureInfo.InvariantCulture));
    }
}
