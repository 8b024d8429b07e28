using System.Globalization;
using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>What an event promised beside its schema can't be withdrawn unnoticed.</summary>
public sealed class WithdrawnPromiseTests
{
    private const string Version1 = BuiltContracts.Folder + "/shipped/org.acme.a.v1/1.contract.json";

    [Fact]
    public async Task An_owned_event_that_becomes_a_mirror_is_reported_until_that_is_accepted()
    {
        using EventProject project = new EventProject(Source("int N", isMirror: true))
            .WithContractOf(Source("int N"))
            .WithShipped(1, Source("int N"));
        Assert.Equal(["EVS3117 EventRole.Mirror"], await project.UnderlinedAsync());

        await project.FixAsync(new AcceptMeaningFix(), "EVS3117");
        Assert.Empty(await project.UnderlinedAsync());
    }

    [Fact]
    public async Task Where_no_contract_file_can_be_accepted_a_justification_holds()
    {
        const string justified = "[JustifiedBreak(\"EVS3117\", \"The shop team owns it.\", AgreedBy = \"us\")] ";
        using EventProject project = new EventProject(Source("int N", isMirror: true)).WithShipped(1, Source("int N"));
        Assert.Contains("EVS3117 EventRole.Mirror", await project.UnderlinedAsync());

        await project.EditAsync("File0.cs", "[Open", justified + "[Open");
        Assert.Equal(["EVS2001 A"], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_mirror_that_was_one_before_and_an_event_that_promised_nothing_are_quiet()
    {
        using EventProject mirror = new EventProject(Source("int N", isMirror: true)).WithContractOf(Source("int N", isMirror: true));
        using EventProject free = new EventProject(Source("int N", isMirror: true))
            .With("EventSchemasCompatibility", "NONE")
            .WithContractOf(Source("int N"));

        Assert.Empty(await mirror.UnderlinedAsync());
        Assert.Equal(["EVS2002 A"], await free.UnderlinedAsync());
    }

    [Theory]
    [InlineData("string N, [PersonalData] string M = \"\"", "string N")]
    [InlineData("[PersonalData] string N", "[PersonalData] string N, string? M = null")]
    public async Task A_mark_that_goes_with_its_member_is_quiet(string before, string now)
    {
        using EventProject project = new EventProject(Source(now)).WithContractOf(Source(before));

        Assert.DoesNotContain(await project.UnderlinedAsync(), found => found.StartsWith("EVS3116", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("string? N = null", "[AvroAlias(\"n\"), PersonalData] string? M = null", "EVS3113 M")]
    [InlineData("[PersonalData] string? N = null", "[AvroAlias(\"n\")] string? M = null", "EVS3116 M")]
    public async Task A_member_that_reads_its_old_name_keeps_what_was_promised(string before, string now, string expected)
    {
        using EventProject project = new EventProject(Source(now)).WithContractOf(Source(before));

        Assert.Contains(expected, await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData("\"FULL_TRANSITIVE\"", "\"NONE\"")]
    [InlineData("  \"personalData\": [\n    \"CloudEvent.n\"\n  ],\n", "")]
    [InlineData("  \"meanings\": {},\n", "")]
    [InlineData("  \"eventType\"", "  \"role\": \"mirror\",\n  \"eventType\"")]
    public async Task Terms_that_were_edited_in_a_shipped_version_are_an_error(string old, string @new)
    {
        const string source = "[PersonalData] string N";
        using EventProject project = new EventProject(Source(source)).WithContractOf(Source(source)).WithShipped(1, Source(source));
        Assert.Empty(await project.UnderlinedAsync());
        string text = await project.ContractTextAsync(Version1);
        Assert.Contains(old, text, StringComparison.Ordinal);

        project.WithContract(Version1, text.Replace(old, @new, StringComparison.Ordinal));

        string message = Assert.Single(await project.DiagnosticsAsync(), found => found is { Id: "EVS2005", Location.IsInSource: true })
            .GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains(
            "the level, topic or another entry of 1.contract.json doesn't match termsSha256 in the same file",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_the_hash_of_the_terms_is_an_edit_too()
    {
        using EventProject project = new EventProject(Source("int N")).WithContractOf(Source("int N")).WithShipped(1, Source("int N"));
        string text = await project.ContractTextAsync(Version1);
        int hash = text.IndexOf(",\n  \"termsSha256\"", StringComparison.Ordinal);

        project.WithContract(Version1, text[..hash] + "\n}\n");

        Assert.Equal(["EVS2005", "EVS2005"], (await project.DiagnosticsAsync()).Select(found => found.Id));
    }

    [Fact]
    public async Task Terms_that_were_edited_in_the_accepted_contract_agree_to_nothing()
    {
        const string accepted = BuiltContracts.Folder + "/org.acme.a.v1.contract.json";
        const string before = "[PersonalData] string N";
        using EventProject project = new EventProject(Source("string N")).WithContractOf(Source(before)).WithShipped(1, Source(before));
        string text = await project.ContractTextAsync(accepted);

        project.WithContract(
            accepted, text.Replace("  \"personalData\": [\n    \"CloudEvent.n\"\n  ],\n", "", StringComparison.Ordinal));

        Assert.Equal(["EVS3116 N"], await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData("/shipped/org.acme.a.v1/2.contract.json", "2.avsc beside it is missing")]
    [InlineData("/shipped/org.acme.a.v1/01.avsc", "org.acme.a.v1/01.avsc is not <event type>/<number>.avsc or .contract.json")]
    [InlineData("/shipped/org.acme.a.v1/old/1.avsc", "org.acme.a.v1/old/1.avsc is not")]
    [InlineData("/shipped/1.contract.json", "1.contract.json is not")]
    public async Task A_file_of_a_shipped_version_that_counts_as_none_is_an_error(string path, string problem)
    {
        using EventProject project = new EventProject(Source("int N")).WithContractOf(Source("int N")).WithShipped(1, Source("int N"))
            .With("MSBuildProjectDirectory", "/p");
        string shipped = path.EndsWith(".avsc", StringComparison.Ordinal)
            ? Version1.Replace(".contract.json", ".avsc", StringComparison.Ordinal)
            : Version1;
        string text = await project.ContractTextAsync(shipped);

        project.WithContract(BuiltContracts.Folder + path, text);

        string message = Assert.Single(await project.DiagnosticsAsync(), found => found.Id == "EVS2005")
            .GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    private static string Source(string members, bool isMirror = false) =>
        $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\"{(isMirror ? ", Role = EventRole.Mirror" : "")})] "
        + $"public partial record A({members});";
}
