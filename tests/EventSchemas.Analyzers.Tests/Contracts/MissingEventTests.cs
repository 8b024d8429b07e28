using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A shipped event whose event type, attribute or record has gone (EVS2009), and one that was retired (EVS2010).</summary>
public sealed class MissingEventTests
{
    private const string Shipped = BuiltContracts.Folder + "/shipped/org.acme.a.v1";
    private const string Before =
        """
        namespace Shop;
        [OpenEdxEvent("org.acme.a.v1", Topic = "t", Key = "Course.CourseKey", FeatureFlag = "F")]
        public sealed partial record Placed(Course Course);
        public sealed record Course(string CourseKey);
        """;

    private const string Other =
        """
        [OpenEdxEvent("org.acme.b.v1", FeatureFlag = "F")] public sealed partial record Other(string Name);
        """;

    [Fact]
    public async Task Another_event_type_is_reported_at_the_literal_and_put_back()
    {
        using EventProject project = Project(Before.Replace("\"org.acme.a.v1\"", "\"org.acme.a.v2\"", StringComparison.Ordinal));

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), one => one.Id == "EVS2009");
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Contains("EVS2009 \"org.acme.a.v2\"", await project.UnderlinedAsync());
        Assert.Equal(
            "The event 'org.acme.a.v1' was shipped, but now 'Shop.Placed' declares 'org.acme.a.v2' (was it renamed?): services find an "
            + "event by its event type, so put 'org.acme.a.v1' back, or declare both; to end it for good, run dotnet build "
            + "-t:RetireEventSchemas "
            + "-p:EventSchemasRetire=org.acme.a.v1 -p:EventSchemasReason=\"why it can end\"",
            found.GetMessage(CultureInfo.InvariantCulture));

        Assert.Equal(["Put the event type 'org.acme.a.v1' back"], await project.OfferedAsync(new RestoreEventFix(), "EVS2009"));
        await project.FixAsync(new RestoreEventFix(), "EVS2009");
        Assert.Equal(Before, await project.TextAsync("File0.cs"));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task An_event_whose_record_was_renamed_with_its_type_is_found_by_its_schema()
    {
        using EventProject project = Project(Before
            .Replace("org.acme.a.v1", "org.acme.c.v1", StringComparison.Ordinal)
            .Replace("Placed", "Submitted", StringComparison.Ordinal));

        Assert.Contains("EVS2009 \"org.acme.c.v1\"", await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_removed_attribute_is_reported_at_the_record_and_put_back_with_topic_and_key()
    {
        const string attribute = "[OpenEdxEvent(\"org.acme.a.v1\", Topic = \"t\", Key = \"Course.CourseKey\", FeatureFlag = \"F\")]\n";
        using EventProject project = Project(Before.Replace(attribute, "", StringComparison.Ordinal));

        Assert.Equal("EVS2009 Placed", Assert.Single(await project.UnderlinedAsync()));
        await project.FixAsync(new RestoreEventFix(), "EVS2009");

        Assert.Contains(
            "[OpenEdxEvent(\"org.acme.a.v1\", Topic = \"t\", Key = \"Course.CourseKey\")]",
            await project.TextAsync("File0.cs"),
            StringComparison.Ordinal);
        Assert.Equal(["EVS4001 Placed"], await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData(true, "/p/schemas/org.acme.a.v1.avsc")]
    [InlineData(false, Shipped + "/1.avsc")]
    public async Task A_record_that_has_gone_is_reported_in_its_file(bool isAccepted, string path)
    {
        using EventProject project = new EventProject("public class Nothing;").WithShipped(1, Before);
        if (isAccepted)
        {
            project.WithContractOf(Before);
        }

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(
            ("EVS2009", DiagnosticSeverity.Error, path), (found.Id, found.Severity, found.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task A_next_version_beside_the_old_one_is_quiet()
    {
        string frozen = Before.Replace("namespace Shop;", "namespace Shop.V1;", StringComparison.Ordinal);
        using EventProject project = new EventProject(
                Before.Replace("\"org.acme.a.v1\"", "\"org.acme.a.v2\"", StringComparison.Ordinal), frozen)
            .WithContractOf(Before)
            .WithShipped(1, Before);

        Assert.DoesNotContain(await project.DiagnosticsAsync(), found => found.Id == "EVS2009");
    }

    [Fact]
    public async Task What_was_never_shipped_is_only_a_warning()
    {
        using EventProject project = new EventProject(Other).WithContractOf(Before);

        Assert.Equal(
            [("EVS2004", DiagnosticSeverity.Warning, false), ("EVS2004", DiagnosticSeverity.Warning, true)],
            (await project.DiagnosticsAsync())
                .Where(one => one.Id is "EVS2004" or "EVS2009")
                .Select(one => (one.Id, one.Severity, one.Location.IsInSource)));
    }

    [Fact]
    public async Task A_retired_event_is_quiet_until_its_type_comes_back()
    {
        using EventProject project = new EventProject(Other).WithContractOf(Other).WithShipped(1, Before, Other).WithContract(
            Shipped + "/retired.contract.json",
            """{"eventType": "org.acme.a.v1", "retired": "2026-11-27", "reason": "Replaced by b."}""");
        Assert.Empty(await project.DiagnosticsAsync());

        project.Add("Back.cs", Before);

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS2010", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.Equal(
            "'org.acme.a.v1' was retired on 2026-11-27 (Replaced by b.): give the event another event type, or delete "
            + "schemas/shipped/org.acme.a.v1/retired.contract.json to bring the event back as it was",
            found.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_retirement_that_can_not_be_read_is_reported_and_retires_nothing()
    {
        using EventProject project = new EventProject(Other).WithContractOf(Other).WithShipped(1, Before)
            .WithContract(Shipped + "/retired.contract.json", "{}");

        Assert.Equal(
            ["EVS2003", "EVS2009"],
            (await project.DiagnosticsAsync()).Select(found => found.Id).Order(StringComparer.Ordinal));
    }

    private static EventProject Project(string now) => new EventProject(now).WithContractOf(Before).WithShipped(1, Before);
}
