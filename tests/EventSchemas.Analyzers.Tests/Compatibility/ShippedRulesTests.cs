using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class ShippedRulesTests
{
    private const string Attribute = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]";

    [Fact]
    public async Task A_break_of_a_shipped_version_is_an_error_that_names_it_and_points_into_its_file()
    {
        using EventProject project = Project("long Count", contract: "int Count", "int Count, string? Note", "int Count");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS3006", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.Equal(
            "'Count' was int in version 2 of org.acme.a.v1 and is long now: services still on versions 1 and 2 can't read what you will "
            + "publish (FULL_TRANSITIVE). "
            + "Put the type back, and add an optional member of the new type beside it. If every reader is deployed before you "
            + "publish, write [JustifiedBreak(\"EVS3006\", \"the reason\")] on the member.",
            Message(found));
        Location old = Assert.Single(found.AdditionalLocations);
        Assert.Equal("/p/schemas/shipped/org.acme.a.v1/2.avsc", old.GetLineSpan().Path);
        Assert.Equal(7, old.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task A_break_of_what_was_accepted_and_not_shipped_is_a_warning_and_can_be_accepted()
    {
        using EventProject project = Project("int Count, string? Note", contract: "int Count, int? Note", "int Count");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS3003", DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.Contains("in the contract of org.acme.a.v1", Message(found), StringComparison.Ordinal);

        await project.FixAsync(new AcceptBreakFix(), "EVS3003");
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task If_nothing_was_shipped_a_break_is_a_warning_and_the_event_is_reported()
    {
        using EventProject project = Project("long Count", contract: "int Count");

        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await project.DiagnosticsAsync()).Severity);
        Assert.Contains("EVS2006", (await project.AllDiagnosticsAsync()).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("FULL_TRANSITIVE", "EVS3003 Note")]
    [InlineData("FULL", null)]
    [InlineData("BACKWARD_TRANSITIVE", "EVS3003 Note")]
    [InlineData("NONE", null)]
    public async Task A_transitive_level_also_checks_versions_before_the_latest(string level, string? expected)
    {
        EventProject atLevel = new EventProject(Source("int Count, string? Note")).With("EventSchemasCompatibility", level);
        using EventProject project = atLevel.WithContractOf(Source("int Count, string? Note"))
            .WithShipped(1, Source("int Count, int? Note"))
            .WithShipped(2, Source("int Count"));

        string?[] found = [.. (await project.UnderlinedAsync()).Where(text => text.StartsWith("EVS3", StringComparison.Ordinal))];
        Assert.Equal(expected is null ? [] : [expected], found);
    }

    [Fact]
    public async Task A_record_that_is_compatible_with_every_version_is_not_reported()
    {
        using EventProject project = Project(
            "int Count, string? Note", contract: "int Count, string? Note", "int Count", "int Count, string? Note");

        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task Accepting_is_not_offered_for_a_break_of_a_shipped_version()
    {
        using EventProject project = Project("long Count", contract: "int Count", "int Count");

        await Assert.ThrowsAnyAsync<Exception>(() => project.FixAsync(new AcceptBreakFix(), "EVS3006"));
    }

    [Fact]
    public async Task A_shipped_version_that_is_not_a_schema_is_reported_in_its_file_and_the_others_count()
    {
        using EventProject project = Project("long Count", contract: "int Count", "int Count");
        project.WithContract("/p/schemas/shipped/org.acme.a.v1/2.avsc", "{");

        Diagnostic[] found = [.. await project.DiagnosticsAsync()];
        Assert.Equal(
            ["EVS2003", "EVS2003", "EVS2005", "EVS2005", "EVS3006"],
            found.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
        Assert.EndsWith(
            "shipped/org.acme.a.v1/2.avsc",
            found.Single(diagnostic => diagnostic is { Id: "EVS2003", Location.IsInSource: false }).Location.GetLineSpan().Path,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_whose_event_was_removed_is_reported_in_the_file()
    {
        using EventProject project = new EventProject("public record A(int Count);").WithContractOf(Source("int Count"));

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), one => !one.Location.IsInSource);
        Assert.Equal(("EVS2004", "/p/schemas/org.acme.a.v1.avsc"), (found.Id, found.Location.GetLineSpan().Path));
        Assert.Contains("'org.acme.a.v1' any more", Message(found), StringComparison.Ordinal);
    }

    private static EventProject Project(string members, string contract, params string[] shipped)
    {
        EventProject project = new EventProject(Source(members)).WithContractOf(Source(contract));
        for (int i = 0; i < shipped.Length; i++)
        {
            project.WithShipped(i + 1, Source(shipped[i]));
        }

        return project;
    }

    private static string Source(string members) => $"{Attribute} public partial record A({members});";

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
