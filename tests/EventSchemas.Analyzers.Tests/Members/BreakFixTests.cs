using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The fixes of breaks that edit the record: the result of each, and that it is offered only if it helps.</summary>
public sealed class BreakFixTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record ";

    [Theory]
    [InlineData("A(string Name);", "A(string Name, int {|EVS3002:Count|});", "A(string Name, int Count = 0);")]
    [InlineData("A(string Name);", "A(string {|EVS3002:Title|}, string Name);", "A([AvroDefault] string Title, string Name);")]
    [InlineData(
        "A(string Name);",
        "A(string Name)\n{\n    // The tags.\n    public List<string> {|EVS3002:Tags|} { get; init; } = [];\n}",
        "A(string Name)\n{\n    // The tags.\n    [AvroDefault]\n    public List<string> Tags { get; init; } = [];\n}")]
    public Task A_new_member_gets_the_default_of_its_type(string before, string after, string @fixed) =>
        FixAsync<EditRecordFix>("GiveDefault", before, after, @fixed, "EVS1009");

    [Theory]
    [InlineData("A(string Name);", "A(string Name, int {|EVS3002:Count|});", "A(string Name, int? Count = null);")]
    [InlineData("A(string Name);", "A(int {|EVS3002:Count|}, string Name);", "A(int? Count, string Name);")]
    [InlineData("A(int? Count);", "A(int {|EVS3009:Count|});", "A(int? Count = null);")]
    public Task A_member_becomes_optional(string before, string after, string @fixed) =>
        FixAsync<EditRecordFix>("MakeOptional", before, after, @fixed, "EVS3105");

    [Theory]
    [InlineData("A(int Count);", "A(int? {|EVS3008:Count|});", "A(int Count = 0);")]
    [InlineData("A(string Name, int Count);", "A(string? {|EVS3008:Name|}, int Count);", "A([AvroDefault] string Name, int Count);")]
    [InlineData("A(int Count);", "A(int? {|EVS3008:Count|} = null);", "A(int Count = 0);")]
    [InlineData("A(DateOnly Day);", "A(DateOnly? {|EVS3008:Day|});", "A([AvroDefault] DateOnly Day);")]
    public Task What_others_can_not_read_as_null_gets_a_default_instead(string before, string after, string @fixed) =>
        FixAsync<EditRecordFix>("KeepRequired", before, after, @fixed);

    [Theory]
    [InlineData(
        "A(string Name, int Count);",
        "{|EVS3001:A|}(string Name);",
        "A(string Name)\n{\n    [Obsolete(\"Kept for services that still read it.\")]\n    public int Count { get; init; }\n}")]
    [InlineData(
        "A(int Count, string Name);",
        "{|EVS3001:A|}(int Count)\n{\n    public bool IsOpen => Count > 0;\n}",
        "A(int Count)\n{\n    public bool IsOpen => Count > 0;\n\n    [Obsolete(\"Kept for services that still read it.\")]\n    public "
        + "string Name { get; init; } = \"\";\n}")]
    [InlineData(
        "A(int Count, [AvroDecimal(9, 2)] decimal Price);",
        "{|EVS3001:A|}(int Count);",
        "A(int Count)\n{\n    [Obsolete(\"Kept for services that still read it.\"), AvroDecimal(9, 2)]\n    public decimal "
        + "Price { get; init; }\n}")]
    [InlineData(
        "A(Inner First, Inner Second);\npublic record Inner(int N);",
        "{|EVS3001:A|}(Inner First);\npublic record Inner(int N);",
        "A(Inner First)\n{\n    [Obsolete(\"Kept for services that still read it.\")]\n    public required Inner Second { get; "
        + "init; }\n}\npublic record Inner(int N);")]
    [InlineData(
        "A(int Count, [AvroName(\"__odd\")] long Value);",
        "{|EVS3001:A|}(int Count);",
        "A(int Count)\n{\n    [Obsolete(\"Kept for services that still read it.\"), AvroName(\"__odd\")]\n    public long "
        + "Odd { get; init; }\n}")]
    public Task A_removed_member_is_restored_as_obsolete(string before, string after, string @fixed) =>
        FixAsync<RestoreRecordFix>("RestoreMember", before, after, @fixed);

    [Theory]
    [InlineData("A(string? Note);", "A(string? {|EVS3101:Remark|});", "A([AvroName(\"note\")] string? Remark);")]
    [InlineData(
        "A(int Count);",
        "A([AvroAlias(\"count\")] int {|EVS3005:Number|});",
        "A([AvroName(\"count\")] [AvroAlias(\"count\")] int Number);")]
    [InlineData(
        "A(Inner Inner);\npublic record Inner(int N);",
        "A(Outer Inner);\npublic record {|EVS3004:Outer|}(int N);",
        "A(Outer Inner);\n[AvroName(\"Inner\")]\npublic record Outer(int N);")]
    public Task A_name_stays_on_the_wire(string before, string after, string @fixed) =>
        FixAsync<EditRecordFix>("KeepName", before, after, @fixed);

    [Fact]
    public Task An_alias_is_added_if_all_readers_work_with_it() =>
        FixAsync<RestoreRecordFix>(
            "AddAlias", "A(string? Note);", "A(string? {|EVS3101:Remark|});", "A([AvroAlias(\"note\")] string? Remark);");

    [Fact]
    public Task An_alias_is_not_offered_where_it_would_not_help() =>
        FixAsync<RestoreRecordFix>(
            "AddAlias",
            "A(Inner Inner);\npublic record Inner(int N);",
            "A(Outer Inner);\npublic record {|EVS3004:Outer|}(int N);",
            "A(Outer Inner);\npublic record {|EVS3004:Outer|}(int N);");

    [Fact]
    public Task An_enum_gets_a_default_symbol() =>
        FixAsync<RestoreRecordFix>(
            "AddDefaultSymbol",
            "A(Mode Mode);\npublic enum Mode { X, Y }",
            "A(Mode Mode);\npublic enum {|EVS3013:Mode|} { X }",
            "A(Mode Mode);\npublic enum {|EVS3107:Mode|} { [AvroDefaultSymbol] X }");

    [Theory]
    [InlineData(
        "A(int Count);", "A(long {|EVS3006:Count|});", "A({|EVS3201:JustifiedBreak(\"EVS3006\", \"\", AgreedBy = \"\")|}] long Count);")]
    [InlineData("A(string Name, int Count);", "{|EVS3001:A|}(string Name);", "")]
    public async Task A_break_is_justified_by_a_line_that_asks_for_a_reason(string before, string after, string @fixed)
    {
        string expected = @fixed.Length == 0
            ? "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record A(string Name);"
                .Replace(
                    "[OpenEdxEvent",
                    "[{|EVS3201:JustifiedBreak(\"EVS3001\", \"\", Member = \"count\", AgreedBy = \"\")|}]\n[OpenEdxEvent",
                    StringComparison.Ordinal)
            : Event + @fixed.Replace("A({|", "A([{|", StringComparison.Ordinal);
        RuleTest test = RuleTest.Of<MeantBreakFix>("Justify");
        test.TestCode = Event + after;
        test.FixedCode = expected;
        await Local(test).After(Event + before).VerifyAsync();
    }

    private static async Task FixAsync<TFix>(string action, string before, string after, string @fixed, params string[] disabled)
        where TFix : CodeFixProvider, new()
    {
        RuleTest test = RuleTest.Of<TFix>(action);
        test.TestCode = Event + after;
        test.FixedCode = Event + @fixed;
        test.DisabledDiagnostics.AddRange(disabled);
        await Local(test).After(Event + before).VerifyAsync();
    }

    // The change that remains to be accepted is reported by another rule, and the fix of one break doesn't fix all.
    private static RuleTest Local(RuleTest test)
    {
        test.DisabledDiagnostics.Add("EVS2002");
        test.CodeFixTestBehaviors |= Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck;
        return test;
    }
}
