using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The fixes that an editor offers in a contract file.</summary>
public sealed class ContractFileFixTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count);";
    private const string Schema = "/p/schemas/org.acme.a.v1.avsc";
    private const string Second = "/p/schemas/old/org.acme.a.v1.avsc";
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
    public async Task An_edited_version_that_is_nowhere_else_has_no_fix()
    {
        using EventProject project = new EventProject(Event).WithShipped(1, Event);
        project.WithContract(
            First, (await project.ContractTextAsync(First)).Replace("\"int\"", "\"long\"", StringComparison.Ordinal));

        Assert.Empty(await project.OfferedInContractAsync(new ContractFileFix(), First, "EVS2005"));
    }
}
