using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Accepting breaks and changes of meaning: one by one, and only of versions that were never shipped.</summary>
public sealed class AcceptFixTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\"";

    [Fact]
    public Task A_break_of_what_was_never_shipped_can_be_accepted() =>
        AcceptAsync<AcceptBreakFix>(")] public partial record A(int Count);", ")] public partial record A(long {|EVS3006:Count|});");

    [Theory]
    [InlineData(")] public partial record A(string? Note);", ")] public partial record A(string? {|EVS3101:Remark|});")]
    [InlineData(
        ", Topic = \"a\")] public partial record A(int Count);", ", Topic = {|EVS3111:\"b\"|})] public partial record A(int Count);")]
    [InlineData(")] public partial record A(string Name);", ")] public partial record A([PersonalData] string {|EVS3113:Name|});")]
    public Task A_change_of_meaning_can_be_accepted(string before, string after) => AcceptAsync<AcceptMeaningFix>(before, after);

    [Fact]
    public async Task A_break_of_a_shipped_version_can_not_be_accepted()
    {
        const string after = Event + ")] public partial record A(long {|EVS3006:Count|});";
        RuleTest test = RuleTest.Of<AcceptBreakFix>();
        test.TestCode = after;
        test.FixedCode = after;
        await test.After(Event + ")] public partial record A(int Count);").VerifyAsync();
    }

    [Theory]
    [InlineData(typeof(AcceptBreakFix))]
    [InlineData(typeof(AcceptMeaningFix))]
    [InlineData(typeof(RestoreRecordFix))]
    [InlineData(typeof(MeantBreakFix))]
    public void What_a_person_must_decide_is_never_offered_for_more_than_one(Type fix) =>
        Assert.Null(((CodeFixProvider)Activator.CreateInstance(fix)!).GetFixAllProvider());

    private static async Task AcceptAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new()
    {
        string now = System.Text.RegularExpressions.Regex.Replace(after, @"\{\|\w+:(.*?)\|\}", "$1");
        RuleTest test = RuleTest.Of<TFix>();
        test.TestCode = Event + after;
        test.FixedCode = Event + now;
        test.Accepting(Event + before, Event + now);

        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
        test.DisabledDiagnostics.Add("EVS1010");
        await test.VerifyAsync();
    }
}
