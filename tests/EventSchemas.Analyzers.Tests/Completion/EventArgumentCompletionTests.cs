using EventSchemas.Completion;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>What an editor completes inside of an event's attribute.</summary>
public sealed class EventArgumentCompletionTests
{
    private const string Others =
        "[OpenEdxEvent(\"org.acme.order.placed.v1\", Topic = \"orders\", FeatureFlag = \"PlacedEvent\")]\n"
        + "public partial record OrderPlaced(int N);\n"
        + "[OpenEdxEvent(\"org.acme.mail.sent.v1\", Topic = \"mails\", FeatureFlag = \"SentEvent\")]\n"
        + "public partial record MailSent(int N);\n"
        + "[OpenEdxEvent(\"org.acme.mail.sent.v2\", Topic = \"mails\")]\npublic partial record MailSentV2(int N);";

    [Theory]
    [InlineData("Key = \"$$\"", "→Number (int)", "→Buyer.Id (string)", "→Buyer.Home.City (string)")]
    [InlineData("Key = \"Buyer.$$\"", "Buyer.→Number (int)", "Buyer.→Buyer.Id (string)", "Buyer.→Buyer.Home.City (string)")]
    [InlineData("Topic = \"$$\"", "→orders (OrderPlaced)", "→mails (MailSent)")]
    [InlineData("FeatureFlag = \"$$\"", "→PlacedEvent (OrderPlaced)", "→SentEvent (MailSent)", "→Old (appsettings.json)")]
    [InlineData("Owner = \"\", Topic = \"o$$", "o→orders (OrderPlaced)", "o→mails (MailSent)")]
    public async Task An_argument_is_completed(string argument, params string[] expected)
    {
        using EventProject project = new EventProject(Others, Source($"\"org.acme.a.v1\", {argument}"))
            .WithContract("/p/appsettings.json", "{ \"FeatureManagement\": { \"Old\": true } }");

        Assert.Equal(expected.Order(StringComparer.Ordinal), (await project.CompletionsAsync("File1.cs")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_project_of_the_solution_declares_is_offered_too(bool isReferenced)
    {
        using EventProject project = new EventProject(Source("\"org.acme.a.v1\", Topic = \"$$\""))
            .WithProject("Shared", Others, isReferenced);
        Assert.Equal(
            ["→mails (MailSent)", "→orders (OrderPlaced)"],
            (await project.CompletionsAsync("File0.cs")).Order(StringComparer.Ordinal));

        project.Replace("File0.cs", Source("\"org.acme.a.v1\", FeatureFlag = \"$$\""));
        Assert.Equal(
            ["→PlacedEvent (OrderPlaced)", "→SentEvent (MailSent)"],
            (await project.CompletionsAsync("File0.cs")).Order(StringComparer.Ordinal));

        project.Replace("File0.cs", Source("\"$$\""));
        Assert.Equal(
            ["→org.acme.mail.sent.v3 (after MailSentV2)", "→org.acme.order.placed.v2 (after OrderPlaced)"],
            (await project.CompletionsAsync("File0.cs")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_event_type_is_completed_with_the_next_version_of_each_event()
    {
        using var project = new EventProject(Others, Source("\"$$\""));

        Assert.Equal(
            ["→org.acme.mail.sent.v3 (after MailSentV2)", "→org.acme.order.placed.v2 (after OrderPlaced)"],
            (await project.CompletionsAsync("File1.cs")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_attribute_of_other_events_is_completed_with_the_same()
    {
        using var project = new EventProject(
            "[AvroEvent(\"order.placed\", Version = 2, Topic = \"orders\")] public partial record OrderPlaced(int N);",
            Source("\"$$\"").Replace("OpenEdxEvent", "AvroEvent", StringComparison.Ordinal));

        Assert.Equal(["→order.placed.v3 (after OrderPlaced)"], await project.CompletionsAsync("File1.cs"));

        project.Replace("File1.cs", Source("\"a\", Key = \"$$\"").Replace("OpenEdxEvent", "AvroEvent", StringComparison.Ordinal));
        Assert.Contains("→Buyer.Home.City (string)", await project.CompletionsAsync("File1.cs"));
    }

    [Theory]
    [InlineData("\"org.acme.a.v1\", Owner = \"$$\"")]
    [InlineData("\"org.acme.a.v1\", Topic = $$\"\"")]
    [InlineData("\"org.acme.a.v1\", Topic = \"\"$$")]
    [InlineData("\"org.acme.a.v1\", $$")]
    public async Task Elsewhere_nothing_is_completed(string arguments)
    {
        using var project = new EventProject(Others, Source(arguments));

        Assert.Empty(await project.CompletionsAsync("File1.cs", isExpected: false));
    }

    [Fact]
    public async Task The_texts_of_other_attributes_are_not_completed()
    {
        using var project = new EventProject(Others, "[System.Obsolete(\"$$\")] public class C;");

        Assert.Empty(await project.CompletionsAsync("File1.cs", isExpected: false));
    }

    [Theory]
    [InlineData('"', true)]
    [InlineData('.', true)]
    [InlineData('a', false)]
    public void It_opens_with_the_quote_and_with_the_dot_of_a_path(char typed, bool opens) => Assert.Equal(
        opens,
        new EventArgumentCompletion().ShouldTriggerCompletion(
            SourceText.From(""), caretPosition: 0, CompletionTrigger.CreateInsertionTrigger(typed), options: null!));

    private static string Source(string arguments) =>
        $"[OpenEdxEvent({arguments})]\npublic partial record A(int Number, Buyer Buyer, [PersonalData] string Name, int? Maybe);\n"
        + "public record Buyer(string Id, Home Home, DateOnly Since);\npublic record Home(string City, Buyer? Owner);";
}
