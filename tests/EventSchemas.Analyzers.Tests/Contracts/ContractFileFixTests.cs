using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The fixes that an editor offers in a contract file.</summary>
public sealed class ContractFileFixTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count);";
    private const string Schema = "/p/schemas/org.acme.a.v1.avsc";
    private const string Second = "/p/schemas/old/org.acme.a.v1.avsc";
    private const string SchemaTerms = "/p/schemas/org.acme.a.v1.contract.json";
    private const string SecondTerms = "/p/schemas/old/org.acme.a.v1.contract.json";
    private const string Retired = "/p/schemas/shipped/org.acme.a.v1/retired.contract.json";
    private const string First = "/p/schemas/shipped/org.acme.a.v1/1.avsc";

    [Fact]
    public async Task The_files_of_an_event_that_nobody_declares_are_deleted_together()
    {
        using EventProject project = new EventProject("public record A(int Count);").WithContractOf(Event);

        await project.FixInContractAsync(
            new ContractFileFix(), Schema, "EVS2004", "Delete the contract files of 'org.acme.a.v1', which nobody reads or writes");

        Assert.Empty(project.ContractPaths);
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_second_contract_is_deleted_with_the_file_beside_it()
    {
        using EventProject project = new EventProject(Event).WithContractOf(Event).WithShipped(1, Event);
        project.WithContract(Second, await project.ContractTextAsync(Schema));
        string[] before = [.. project.ContractPaths.Where(path => path != Second)];

        await project.FixInContractAsync(new ContractFileFix(), Second, "EVS2007", "Delete this second contract");

        Assert.Equal(before, project.ContractPaths);
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_second_contract_that_differs_is_accepted_in_place_of_the_first()
    {
        const string now = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count, int? Size = null);";
        using EventProject project = new EventProject(now).WithContractOf(now);
        string[] files = [.. project.ContractPaths];
        string text = await project.ContractTextAsync(Schema);
        string terms = await project.ContractTextAsync(SchemaTerms);
        project.WithContractOf(Event).WithContract(Second, text).WithContract(SecondTerms, terms);

        Assert.Equal(
            ["Delete this second contract", $"Accept this second contract instead, into {Schema}"],
            await project.OfferedInContractAsync(new ContractFileFix(), Second, "EVS2007"));
        Assert.Equal(
            [$"Low: Delete the second contract {Second}", $"Low: Accept the second contract {Second} instead, into {Schema}"],
            (await project.LightBulbAsync("File0.cs")).Where(title => title.Contains("second", StringComparison.Ordinal)));
        await project.FixInContractAsync(
            new ContractFileFix(), Second, "EVS2007", $"Accept this second contract instead, into {Schema}");

        Assert.Equal(files, project.ContractPaths);
        Assert.Equal((text, terms), (await project.ContractTextAsync(Schema), await project.ContractTextAsync(SchemaTerms)));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_shipped_event_whose_record_has_gone_is_retired_in_its_file_with_a_reason_to_be_written()
    {
        using EventProject project = new EventProject("public class Nothing;")
            .With("EventSchemasToday", "2026-11-28")
            .WithContractOf(Event)
            .WithShipped(1, Event);

        await project.FixInContractAsync(
            new ContractFileFix(), Schema, "EVS2009", "Retire 'org.acme.a.v1' for good, with a reason in retired.contract.json");

        Assert.Equal([First, First.Replace(".avsc", ".contract.json", StringComparison.Ordinal), Retired], project.ContractPaths);
        Assert.Equal(
            "{\n  \"eventType\": \"org.acme.a.v1\",\n  \"retired\": \"2026-11-28\",\n  \"reason\": \"\"\n}\n",
            await project.ContractTextAsync(Retired));
        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(
            ("EVS3201", Retired, "This justification has no reason: say why nobody needs the event"),
            (found.Id, found.Location.GetLineSpan().Path, found.GetMessage(CultureInfo.InvariantCulture)));

        string retirement = await project.ContractTextAsync(Retired);
        project.WithContract(Retired, retirement.Replace("\"\"", "\"Nobody reads it.\"", StringComparison.Ordinal));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task Where_a_file_has_no_light_bulb_the_record_offers_to_put_the_event_back_or_to_retire_it()
    {
        using EventProject project = new EventProject("public partial record A(int Count);").WithContractOf(Event).WithShipped(1, Event);

        Assert.Equal(
            [
                "Default: Put [OpenEdxEvent(\"org.acme.a.v1\")] back on 'A'",
                "Lowest: Retire 'org.acme.a.v1' for good, with a reason in retired.contract.json",
            ],
            await project.LightBulbAsync("File0.cs"));
        await project.FixInSourceAsync(new ContractFileOfEventFix(), "EVS2009");

        Assert.Equal("EVS3201", Assert.Single(await project.DiagnosticsAsync()).Id);
    }

    [Fact]
    public async Task An_edited_version_is_put_back_where_the_contract_still_has_it()
    {
        using EventProject project = new EventProject(Event).WithContractOf(Event).WithShipped(1, Event);
        string shipped = await project.ContractTextAsync(First);
        project.WithContract(First, shipped.Replace("\"int\"", "\"long\"", StringComparison.Ordinal));

        await project.FixInContractAsync(
            new ContractFileFix(), First, "EVS2005", "Put back what was shipped, as org.acme.a.v1.avsc still has it");

        Assert.Equal(shipped, await project.ContractTextAsync(First));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task Where_a_file_has_no_light_bulb_the_event_offers_to_delete_a_second_contract()
    {
        using EventProject project = new EventProject(Event).WithContractOf(Event).WithShipped(1, Event);
        project.WithContract(Second, await project.ContractTextAsync(Schema));

        Assert.Equal([$"Low: Delete the second contract {Second}"], await project.LightBulbAsync("File0.cs"));
        await project.FixInSourceAsync(new ContractFileOfEventFix(), "EVS2007");

        Assert.DoesNotContain(Second, project.ContractPaths);
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task Where_a_file_has_no_light_bulb_the_event_offers_to_put_back_what_was_shipped()
    {
        using EventProject project = new EventProject(Event).WithContractOf(Event).WithShipped(1, Event);
        string shipped = await project.ContractTextAsync(First);
        project.WithContract(First, shipped.Replace("\"int\"", "\"long\"", StringComparison.Ordinal));

        Assert.Equal(
            ["Default: Put back what was shipped, as org.acme.a.v1.avsc still has it"], await project.LightBulbAsync("File0.cs"));
        await project.FixInSourceAsync(new ContractFileOfEventFix(), "EVS2005");

        Assert.Equal(shipped, await project.ContractTextAsync(First));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_record_that_lost_its_attribute_gets_it_back_or_loses_its_contract()
    {
        const string mirror =
            "[OpenEdxEvent(\"org.acme.a.v1\", Topic = \"t\", Role = EventRole.Mirror)] public partial record A(int Count);";
        using EventProject project = new EventProject("public partial record A(int Count);").WithContractOf(mirror);

        Assert.Equal(
            [
                "Default: Put [OpenEdxEvent(\"org.acme.a.v1\")] back on 'A'",
                "Low: Delete the contract files of 'org.acme.a.v1', which nobody reads or writes",
            ],
            await project.LightBulbAsync("File0.cs"));
        await project.FixInSourceAsync(new RestoreEventFix(), "EVS2004");

        Assert.Contains(
            "[OpenEdxEvent(\"org.acme.a.v1\", Topic = \"t\", Role = EventRole.Mirror)]",
            await project.TextAsync("File0.cs"),
            StringComparison.Ordinal);
        Assert.Empty(await project.UnderlinedAsync());
    }

    [Fact]
    public async Task An_event_that_was_renamed_before_it_was_shipped_gets_its_type_back()
    {
        using EventProject project =
            new EventProject(Event.Replace("acme.a", "acme.other", StringComparison.Ordinal)).WithContractOf(Event);

        Assert.Contains("EVS2004 \"org.acme.other.v1\"", await project.UnderlinedAsync());
        await project.FixInSourceAsync(new RestoreEventFix(), "EVS2004");

        Assert.Equal(Event, await project.TextAsync("File0.cs"));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task An_event_whose_record_has_gone_is_said_at_the_event_with_the_nearest_type()
    {
        const string near = "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\")] public partial record Near(string Name);";
        const string far = "[OpenEdxEvent(\"com.acme.a.v1\", FeatureFlag = \"F\")] public partial record Far(string Name);";
        using EventProject project = new EventProject(far, near).WithContractOf(far, near, Event);

        Assert.Equal(["EVS2004", "EVS2004 Near"], await project.UnderlinedAsync());
        await project.FixInSourceAsync(new ContractFileOfEventFix(), "EVS2004");

        Assert.DoesNotContain(Schema, project.ContractPaths);
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_build_says_it_once()
    {
        using EventProject project = new EventProject(Event).With("DesignTimeBuild", "").WithContractOf(Event).WithShipped(1, Event);
        project.WithContract(Second, await project.ContractTextAsync(Schema));

        Assert.False(Assert.Single(await project.DiagnosticsAsync()).Location.IsInSource);
    }

    [Fact]
    public async Task An_edited_version_that_is_nowhere_else_has_no_fix()
    {
        using EventProject project = new EventProject(Event).WithShipped(1, Event);
        project.WithContract(
            First, (await project.ContractTextAsync(First)).Replace("\"int\"", "\"long\"", StringComparison.Ordinal));

        Assert.Empty(await project.OfferedInContractAsync(new ContractFileFix(), First, "EVS2005"));
    }
}
