using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Breaks that the source justifies (EVS3201 to EVS3203).</summary>
public sealed class JustifiedBreakTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record ";
    private const string Reason = "\"Nobody reads it yet.\", AgreedBy = \"enrollments\"";

    [Theory]
    [InlineData("A(int Count);", "A([JustifiedBreak(\"EVS3006\", " + Reason + ")] long Count);")]
    [InlineData(
        "A(int Count);", "A(long Count) { [JustifiedBreak(\"EVS3006\", " + Reason + ")] public long Count { get; init; } = Count; }")]
    [InlineData(
        "A(Inner Inner); public record Inner(int N);",
        "A(Inner Inner); public record Inner([property: JustifiedBreak(\"EVS3008\", " + Reason + ")] int? N);")]
    [InlineData(
        "A(Inner Inner); public record Inner(int N, int M);",
        "A(Inner Inner); [JustifiedBreak(\"EVS3001\", " + Reason + ", Member = \"m\")] public record Inner(int N);")]
    [InlineData(
        "A(Inner Inner); public record Inner(int N);",
        "A(Outer Inner); [JustifiedBreak(\"EVS3004\", " + Reason + ", Expires = \"2027-01-31\")] public record Outer(int N);")]
    public async Task A_justified_break_is_not_reported(string before, string after)
    {
        RuleTest test = new RuleTest { TestCode = Event + after }.WithProperty("EventSchemasToday", "2027-01-31");
        test.DisabledDiagnostics.Add("EVS2002");
        await test.After(Event + before).VerifyAsync();
    }

    [Fact]
    public async Task A_justified_change_of_topic_is_not_reported()
    {
        RuleTest test =
            new() { TestCode = "[JustifiedBreak(\"EVS3111\", " + Reason + ")] " + Event.Replace(
                "\"F\"", "\"F\", Topic = \"b\"", StringComparison.Ordinal) + "A(int Count);" };
        test.DisabledDiagnostics.Add("EVS2002");
        await test.After(Event.Replace("\"F\"", "\"F\", Topic = \"a\"", StringComparison.Ordinal) + "A(int Count);").VerifyAsync();
    }

    [Fact]
    public async Task An_expired_justification_is_reported_and_so_is_the_break_again()
    {
        RuleTest test = new RuleTest
        {
            TestCode = Event + "A([{|#0:JustifiedBreak(\"EVS3006\", " + Reason + ", Expires = \"2027-01-31\")|}] long {|EVS3006:Count|});",
        }
            .WithProperty("EventSchemasToday", "2027-02-01");
        await test.After(Event + "A(int Count);")
            .Expecting(
                RuleTest.Rule("EVS3202").WithLocation(0).WithMessage(
                    "The justification of EVS3006 held until 2027-01-31: undo the break, or agree to a later day in Expires"))
                .VerifyAsync();
    }

    [Theory]
    [InlineData("\"EVS3006\", \"\"", "of EVS3006 needs a reason: say why nobody breaks")]
    [InlineData("\"EVS9999\", \"Because.\"", "names 'EVS9999': write the id of a rule about versions, from EVS3001 to EVS3305")]
    [InlineData(
        "\"EVS3006\", \"Because.\", Expires = \"next year\"",
        "of EVS3006 has the expiry \"next year\", which isn't a date: write it as yyyy-MM-dd")]
    public async Task An_incomplete_justification_is_reported(string arguments, string problem)
    {
        RuleTest test = new() { TestCode = Event + "A([{|#0:JustifiedBreak(" + arguments + ")|}] int Count);" };
        await test.After(Event + "A(int Count);")
            .Expecting(RuleTest.Rule("EVS3201").WithLocation(0).WithMessage($"This justification {problem}"))
            .VerifyAsync();
    }

    [Fact]
    public async Task A_justification_without_a_break_is_reported()
    {
        RuleTest test = new() { TestCode = Event + "A([{|#0:JustifiedBreak(\"EVS3006\", " + Reason + ")|}] int Count);" };
        await test.After(Event + "A(int Count);")
            .Expecting(RuleTest.Rule("EVS3203").WithLocation(0).WithArguments("EVS3006", "no version is broken by that rule"))
            .VerifyAsync();
    }

    [Fact]
    public async Task A_justification_that_one_event_of_a_shared_record_needs_is_needed()
    {
        const string other = "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\")] public partial record B(Inner Inner); ";
        RuleTest test = new()
        {
            TestCode = Event + "A(Inner Inner); " + other + "public record Inner([JustifiedBreak(\"EVS3006\", " + Reason + ")] long N);",
        };
        test.DisabledDiagnostics.AddRange(["EVS2002"]);
        await test.After(Event + "A(Inner Inner); public record Inner(int N);").VerifyAsync();
    }

    [Fact]
    public async Task A_change_of_meaning_is_reported_beside_the_justified_break_of_an_earlier_version()
    {
        const string justified = "[JustifiedBreak(\"EVS3006\", " + Reason + ")] ";
        using EventProject project = new(Event + "A(" + justified + "long Count = 2);");
        project.WithShipped(1, Event + "A(int Count = 1);")
            .WithShipped(2, Event + "A(" + justified + "long Count = 1);")
            .WithContractOf(Event + "A(" + justified + "long Count = 1);");

        Assert.Contains("EVS3104", (await project.DiagnosticsAsync()).Select(found => found.Id));
    }
}
