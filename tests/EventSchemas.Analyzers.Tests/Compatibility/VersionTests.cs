using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Which versions a message names, mirrors, and events of several versions.</summary>
public sealed class VersionTests
{
    private const string Attribute = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] ";
    private const string Mirror = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\", Role = EventRole.Mirror)] ";

    [Theory]
    [InlineData(
        "A(int Count, string Name)",
        "you can't read what was published before version 3",
        "A(int Count)",
        "A(int Count, string? Other)",
        "A(int Count, string Name)",
        "A(int Count, string Name)")]
    [InlineData(
        "A(int Count, string Name)",
        "you can't read what was published with versions 1 to 3",
        "A(int Count)",
        "A(int Count)",
        "A(int Count)")]
    [InlineData(
        "A(int Count, string Name)",
        "you can't read what was published with version 2",
        "A(int Count, string Name)",
        "A(int Count)",
        "A(int Count, string Name)")]
    [InlineData(
        "A(long Count)",
        "services still on versions 1 and 3 can't read what you will publish",
        "A(int Count)",
        "A(long Count)",
        "A(int Count)",
        "A(long Count)")]
    [InlineData(
        "A(long Count)",
        "services still on versions 1, 3 and 5 can't read what you will publish",
        "A(int Count)",
        "A(long Count)",
        "A(int Count)",
        "A(long Count)",
        "A(int Count)")]
    public async Task A_message_names_the_versions_that_break(string now, string expected, params string[] versions)
    {
        using EventProject project = new(Source(Attribute, now));
        for (int i = 0; i < versions.Length; i++)
        {
            project.WithShipped(i + 1, Source(Attribute, versions[i]));
        }

        project.WithContractOf(Source(Attribute, now));
        Assert.Contains(
            await project.DiagnosticsAsync(),
            found => found.GetMessage(CultureInfo.InvariantCulture).Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_edit_of_a_shared_record_is_one_diagnostic_although_the_events_have_different_versions()
    {
        const string b = "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\")] public partial record B(Inner Inner); ";
        string before = Source(Attribute, "A(Inner Inner)") + b + "public record Inner(int N);";
        using EventProject project = new(Source(Attribute, "A(Inner Inner)") + b, "public record Inner(long N);");
        project.WithContractOf(before);
        project.WithShipped(1, before);
        project.WithShipped(2, b + "public record Inner(int N);");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Contains(
            "in version 1 of org.acme.a.v1 and version 2 of org.acme.b.v1",
            found.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        Assert.Equal(2, found.AdditionalLocations.Count);
    }

    [Theory]
    [InlineData("A(int Count)", "A(long Count)", null)]
    [InlineData("A(int Count)", "A(int? Count)", null)]
    [InlineData("A(string? Note)", "A(string? Remark)", null)]
    [InlineData("A(int Count)", "A(int Count, [WhenMissing] string Name)", null)]
    [InlineData("A(int Count)", "A(int Count, string Name)", "EVS3002 Name")]
    [InlineData("A(long Count)", "A(int Count)", "EVS3007 Count")]
    public async Task A_mirror_must_read_what_its_owner_published(string published, string now, string? expected)
    {
        using EventProject project = new EventProject(Source(Mirror, now)).WithContractOf(Source(Mirror, published)).WithShipped(
            1, Source(Mirror, published));

        Assert.Equal(
            expected is null ? [] : [expected],
            (await project.UnderlinedAsync()).Where(text => text.StartsWith("EVS3", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_mirror_s_break_is_an_error_that_can_neither_be_accepted_nor_justified()
    {
        using EventProject project =
            new EventProject(Source(Mirror, "A(int Count, [JustifiedBreak(\"EVS3002\", \"Because.\")] string Name)")).WithContractOf(
            Source(Mirror, "A(int Count)"));

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), diagnostic => diagnostic.Id == "EVS3002");
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.EndsWith(
            " Make it nullable, or give it a default. Or write [WhenMissing] on it, which leaves the owner's schema as it is.",
            found.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        Assert.Contains(
            "you can't read what its owner publishes with the accepted contract",
            found.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => project.FixAsync(new AcceptBreakFix(), "EVS3002"));
        await Assert.ThrowsAnyAsync<Exception>(() => project.FixAsync(new MeantBreakFix(), "EVS3002", "Justify"));
    }

    [Fact]
    public async Task Several_added_symbols_are_named_together()
    {
        const string before = "A(Mode Mode); public enum Mode { X }";
        using EventProject project = new EventProject(Attribute + "public partial record A(Mode Mode); public enum Mode { X, Y, Z }")
            .WithContractOf(Attribute + "public partial record " + before);

        Assert.StartsWith(
            "The enum of 'Mode' has Y, Z now,",
            Assert.Single(await project.DiagnosticsAsync()).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_a_generic_record_is_underlined_at_its_declaration()
    {
        const string before =
            "public partial record A(Page<Item> Page); public record Page<T>(List<T> Items, int Next); public record Item(int N);";
        using EventProject project = new EventProject(Attribute + before.Replace("int Next", "long Next", StringComparison.Ordinal))
            .WithContractOf(Attribute + before);

        Assert.Equal(["EVS3006 Next"], await project.UnderlinedAsync());
    }

    private static string Source(string attribute, string record) => $"{attribute}public partial record {record}; ";
}
