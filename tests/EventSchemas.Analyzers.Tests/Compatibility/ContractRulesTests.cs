using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class ContractRulesTests
{
    private const string Path = "/p/schemas/org.acme.a.v1.avsc";
    private const string Attribute = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]";
    private const string Before = Attribute
        + " public partial record A(Inner Inner, int Count); public record Inner(string Name, string? Note);";

    [Fact]
    public async Task A_record_that_matches_its_contract_is_not_reported()
    {
        using EventProject project = new EventProject(Before).WithContractOf(Before);

        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("(Inner Inner)", "(string Name, string? Note)", "EVS3001 A")]
    [InlineData("(Inner Inner, int Count)", "(string? Note)", "EVS3001 Inner")]
    [InlineData("(Inner Inner, int Count, string Mode)", "(string Name, string? Note)", "EVS3002 Mode")]
    [InlineData("(Inner Inner, int Count)", "(string Name, string? Note, bool Flag)", "EVS3002 Flag")]
    [InlineData("(Inner Inner, string Count)", "(string Name, string? Note)", "EVS3003 Count")]
    [InlineData("(Inner Inner, long Count)", "(string Name, string? Note)", "EVS3006 Count")]
    [InlineData("(Inner Inner, int? Count)", "(string Name, string? Note)", "EVS3008 Count")]
    [InlineData("(Inner Inner, int Count)", "(string Name, string Note)", "EVS3009 Note")]
    [InlineData("(Inner Inner, int Number)", "(string Name, string? Note)", "EVS3001 A", "EVS3002 Number")]
    [InlineData("(List<Inner> Inner, int Count)", "(string Name, string? Note)", "EVS3003 Inner")]
    public async Task An_edit_that_breaks_is_underlined_at_the_member(string @event, string inner, params string[] expected)
    {
        using EventProject project = new EventProject($"{Attribute} public partial record A{@event}; public record Inner{inner};")
            .WithContractOf(Before);

        Assert.Equal(expected, await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData("A, B", "A, B, C", "EVS3012 C")]
    [InlineData("A, B", "A", "EVS3013 Mode")]
    [InlineData("[AvroDefaultSymbol] A, B", "[AvroDefaultSymbol] A, B, C", "EVS2002 C")]
    [InlineData("A, B", "B, A", "EVS2002 Mode")]
    public async Task An_enum_s_symbols_are_checked_against_the_contract(string before, string after, string expected)
    {
        string Source(string members) => $"{Attribute} public partial record A(Mode Mode); public enum Mode {{ {members} }}";
        using EventProject project = new EventProject(Source(after)).WithContractOf(Source(before));

        Assert.Equal([expected], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_member_that_looks_renamed_may_keep_its_name_on_the_wire()
    {
        using EventProject renamed = new EventProject(
            $"{Attribute} public partial record A(Inner Inner, int Number); public record Inner(string Name, string? Note);")
            .WithContractOf(Before);
        using EventProject pinned = new EventProject(
            $"{Attribute} public partial record A(Inner Inner, [property: AvroName(\"count\")] int Number); public record "
            + "Inner(string Name, string? Note);")
            .WithContractOf(Before);

        Assert.All(
            await renamed.DiagnosticsAsync(),
            found => Assert.Contains(
                " Was 'count' renamed? Then keep the old name on the wire with [AvroName(\"count\")]. In CI this is an error. If ",
                found.GetMessage(CultureInfo.InvariantCulture),
                StringComparison.Ordinal));
        Assert.Empty(await pinned.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("(Inner Inner, int Count, string? Mode)", "(string Name, string? Note)", "EVS2002 Mode")]
    [InlineData("(Inner Inner, int Count, string Mode = \"audit\")", "(string Name, string? Note)", "EVS2002 Mode")]
    [InlineData("(int Count, Inner Inner)", "(string Name, string? Note)", "EVS2002 A")]
    [InlineData("(Inner Inner, int Count)", "(string Name)", "EVS2002 Inner")]
    public async Task An_edit_that_breaks_nobody_is_drift_and_can_be_accepted(string @event, string inner, string expected)
    {
        using EventProject project = new EventProject($"{Attribute} public partial record A{@event}; public record Inner{inner};")
            .WithContractOf(Before);
        Assert.Equal([expected], await project.UnderlinedAsync());

        await project.FixAsync(new AcceptChangeFix(), "EVS2002");

        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task All_drift_can_be_accepted_at_once_and_a_break_never()
    {
        const string other = "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\")] public partial record B(string Name{0});";
        using EventProject project = new EventProject(
            Attribute + " public partial record A(Inner Inner, int Count, int? More); public record Inner(string Name, string? Note);",
            other.Replace("{0}", ", int? More", StringComparison.Ordinal))
            .WithContractOf(Before, other.Replace("{0}", "", StringComparison.Ordinal));
        Assert.Equal(["EVS2002 More", "EVS2002 More"], await project.UnderlinedAsync());

        await project.FixAllAsync(new AcceptChangeFix(), "EVS2002");

        Assert.Empty(await project.DiagnosticsAsync());
        Assert.Null(new AcceptBreakFix().GetFixAllProvider());
    }

    [Fact]
    public async Task A_break_can_be_accepted_one_by_one()
    {
        using EventProject project = new EventProject(
            Attribute + " public partial record A(Inner Inner); public record Inner(string Name, string? Note);")
            .WithContractOf(Before);

        await project.FixAsync(new AcceptBreakFix(), "EVS3001");

        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_fix_keeps_the_line_endings_of_the_contract_file()
    {
        using EventProject project = new(Attribute + " public partial record A(int Count, int? More);");
        using EventProject before = new EventProject(Before).WithContractOf(Attribute + " public partial record A(int Count);");
        project.WithContract(Path, (await before.ContractTextAsync(Path)).Replace("\n", "\r\n", StringComparison.Ordinal));

        await project.FixAsync(new AcceptChangeFix(), "EVS2002");

        string text = await project.ContractTextAsync(Path);
        Assert.Contains("more", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    [Theory]
    [InlineData("BACKWARD", "(Inner Inner)", "EVS2002 A")]
    [InlineData("BACKWARD", "(Inner Inner, int Count, string Mode)", "EVS3002 Mode")]
    [InlineData("FORWARD", "(Inner Inner, int Count, string Mode)", "EVS2002 Mode")]
    [InlineData("FORWARD", "(Inner Inner)", "EVS3001 A")]
    [InlineData("NONE", "(string Other)", "EVS2002 A")]
    public async Task A_level_forbids_exactly_what_breaks_its_guarantee(string level, string @event, string expected)
    {
        using EventProject project = new EventProject(
            $"{Attribute} public partial record A{@event}; public record Inner(string Name, string? Note);")
            .With("EventSchemasCompatibility", level)
            .WithContractOf(Before);

        Assert.Equal([expected], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_renamed_record_is_underlined_and_pinning_its_name_satisfies_the_rule()
    {
        using EventProject renamed = new EventProject(
            Attribute + " public partial record A(Outer Inner, int Count); public record Outer(string Name, string? Note);")
            .WithContractOf(Before);
        using EventProject pinned = new EventProject(
            Attribute
                + " public partial record A(Outer Inner, int Count); [AvroName(\"Inner\")] public record "
                + "Outer(string Name, string? Note);")
            .WithContractOf(Before);

        Assert.Equal(["EVS3004 Outer"], await renamed.UnderlinedAsync());
        Assert.Empty(await pinned.DiagnosticsAsync());
    }

    [Fact]
    public async Task An_edit_of_a_record_that_two_events_share_is_one_diagnostic_that_names_both()
    {
        const string events =
            "public partial record A(Shared S); [OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\")] public partial record B(Shared S);";
        using EventProject project = new EventProject(Attribute + events, "public record Shared(long Id);").WithContractOf(
            Attribute + events, "public record Shared(int Id);");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(
            "'Id' was int in the contract of org.acme.a.v1 and org.acme.b.v1 and is long now: services still on the accepted "
            + "contract can't read what you will publish (FULL_TRANSITIVE). "
            + "Put the type back, and add an optional member of the new type beside it. In CI this is an error. If no service reads or "
            + "writes the event yet, or every reader is deployed before you publish, accept it with the fix, or run dotnet build "
            + "-t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1+org.acme.b.v1.",
            found.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_change_of_level_is_drift()
    {
        using EventProject project = new EventProject(
            "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\", Compatibility = EventSchemas.Avro.CompatibilityLevel.Full)] public "
            + "partial record A(int Count);")
            .WithContractOf("[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count);");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal("EVS2002", found.Id);
        Assert.Contains("(compatibility)", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_file_that_is_not_a_schema_is_reported_at_the_error()
    {
        using var project = new EventProject(Before);
        project.WithContract(Path, "{\n  \"type\": \"nonsense\"\n}\n");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), one => !one.Location.IsInSource);
        Assert.Equal(
            ("EVS2003", 1, 10),
            (found.Id, found.Location.GetLineSpan().StartLinePosition.Line, found.Location.GetLineSpan().StartLinePosition.Character));
    }
}
