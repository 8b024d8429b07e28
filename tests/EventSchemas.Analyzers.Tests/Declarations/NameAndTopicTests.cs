using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Names that collide, topics that Kafka rejects, values that exist only in C# (EVS1006 to EVS1010).</summary>
public sealed class NameAndTopicTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\"";

    [Theory]
    [InlineData(
        "public partial record A(X.Inner First, Y.Inner {|#0:Second|}); namespace X { public record Inner(int N); } namespace Y { public "
        + "record Inner(int N); }",
        "The type of 'Second' can't have its name in the schema: this event has another type named Inner: give Inner another name with "
        + "[AvroName(\"…\")]")]
    [InlineData(
        "public partial record A(CloudEvent {|#0:Inner|}); public record CloudEvent(int N);",
        "The type of 'Inner' can't have its name in the schema: CloudEvent is the name of the event's own record there: give CloudEvent "
        + "another name with [AvroName(\"…\")]")]
    [InlineData(
        "public partial record A(Mode First, [AvroFixed(4, Name = \"Mode\")] byte[] {|#0:Second|}); public enum Mode { X }",
        "The type of 'Second' can't have its name in the schema: this event has another type named Mode: give one of them "
        + "another name with [AvroFixed(…, Name = …)]")]
    public Task Two_types_of_one_name_in_one_event(string source, string message) => ReportsAsync("EVS1006", source, message);

    [Theory]
    [InlineData("public partial record A(int UserID, int {|#0:UserId|});", "'UserID' is \"user_id\" there already")]
    [InlineData(
        "public partial record A(int Count, [AvroName(\"count\")] int {|#0:Number|});",
        "'Count' is \"count\" there already")]
    public Task Two_members_of_one_name(string source, string problem) =>
        ReportsAsync(
            "EVS1007",
            source,
            $"'{(source.Contains("Number", StringComparison.Ordinal) ? "Number" : "UserId")}' can't have its name in the schema: "
            + $"{problem}: give one of the two another name, as in [AvroName({problem.Split(' ')[2].TrimEnd('"')}_2\")]");

    [Theory]
    [InlineData("\"a b\"", "'a b' can't be a topic: write only letters, digits, '.', '_' and '-', as Kafka demands")]
    [InlineData("\"..\"", "'..' can't be a topic: Kafka takes no topic of dots alone: write a name")]
    public async Task A_topic_that_Kafka_rejects(string topic, string message)
    {
        var test = new RuleTest { TestCode = Event + ", Topic = {|#0:" + topic + "|})] public partial record A(int Count);" };
        await test.Expecting(RuleTest.Rule("EVS1008").WithLocation(0).WithMessage(message)).VerifyAsync();
    }

    [Fact]
    public Task A_topic_of_250_characters_is_one_too_long() =>
        A_topic_that_Kafka_rejects(
            $"\"{new string('a', 250)}\"",
            $"'{new string('a', 250)}' can't be a topic: it has 250 characters, and Kafka takes 249 at most: shorten it");

    [Fact]
    public Task A_valid_topic_is_not_reported() =>
        RuleTest.QuietAsync(Event + ", Topic = \"Course.Enrollment_lifecycle-1\")] public partial record A(int Count);");

    [Theory]
    [InlineData("public int {|EVS1009:Count|} { get; init; } = 5;", "[AvroDefault(5)]\n    public int Count { get; init; } = 5;")]
    [InlineData(
        "public List<int> {|EVS1009:Counts|} { get; init; } = [];", "[AvroDefault]\n    public List<int> Counts { get; init; } = [];")]
    public async Task An_initializer_counts_in_CSharp_only_and_its_fix_adds_the_default_to_the_schema(string member, string @fixed)
    {
        RuleTest test = RuleTest.Of<EditRecordFix>("GiveDefault");
        test.TestCode = $"{Event})]\npublic partial record A\n{{\n    {member}\n}}";
        test.FixedCode = $"{Event})]\npublic partial record A\n{{\n    {@fixed}\n}}";
        await test.VerifyAsync();
    }

    [Theory]
    [InlineData("public partial record A(int Count) { public int Count { get; init; } = Count; }")]
    [InlineData(
        "public partial record A { [Obsolete(\"Kept.\")] public string Name { get; init; } = \"\"; public int Count { get; init; } }")]
    [InlineData("public partial record A { [AvroDefault(5)] public int Count { get; init; } = 5; }")]
    [InlineData("public partial record A { public string Name { get; init; } = null!; }")]
    public Task An_initializer_that_is_no_default_is_not_reported(string source) => RuleTest.QuietAsync($"{Event})] {source}");

    [Fact]
    public async Task Personal_data_is_masked_by_making_the_record_partial()
    {
        RuleTest test = RuleTest.Of<MakePartialFix>();
        test.TestCode = Event + ")] public partial record A(Buyer Buyer);\npublic record {|#0:Buyer|}([PersonalData] string Email);";
        test.FixedCode = Event + ")] public partial record A(Buyer Buyer);\npublic partial record Buyer([PersonalData] string Email);";
        await test.Expecting(
            RuleTest.Rule("EVS1010").WithLocation(0).WithMessage(
                "'Buyer' holds personal data, and its ToString shows it: make it partial, and the generator masks it"))
            .VerifyAsync();
    }

    [Fact]
    public async Task Personal_data_of_a_base_record_is_masked_by_making_the_base_record_partial()
    {
        RuleTest test = RuleTest.Of<MakePartialFix>();
        test.TestCode = Event + ")] public sealed partial record A(string Name, string Mail) : B(Mail);\n"
            + "public abstract record {|#0:B|}([PersonalData] string Mail);";
        test.FixedCode = Event + ")] public sealed partial record A(string Name, string Mail) : B(Mail);\n"
            + "public abstract partial record B([PersonalData] string Mail);";
        await test.Expecting(
            RuleTest.Rule("EVS1010").WithLocation(0).WithMessage(
                "'B' holds personal data, and its ToString shows it: make it partial, and the generator masks it"))
            .VerifyAsync();
    }

    [Theory]
    [InlineData("public record Buyer([PersonalData] string Email) { public override string ToString() => \"\"; }")]
    [InlineData("public record Buyer(string Email);")]
    public Task A_record_that_shows_no_personal_data_is_not_reported(string record) =>
        RuleTest.QuietAsync(Event + ")] public partial record A(Buyer Buyer); " + record);

    private static async Task ReportsAsync(string id, string source, string message)
    {
        var test = new RuleTest { TestCode = $"{Event})] {source}" };
        await test.Expecting(RuleTest.Rule(id).WithLocation(0).WithMessage(message)).VerifyAsync();
    }
}
