namespace EventSchemas.Analyzers.Tests;

/// <summary>What a person sees in the light bulb: the edit that is wanted first, and what gives the edit away last.</summary>
public sealed class LightBulbTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record ";

    [Theory]
    [InlineData(
        "A(string Note);",
        "A(string Note, int Count);",
        "Default: Make 'Count' optional: int?",
        "Default: Give 'Count' the default 0",
        "Lowest: Justify EVS3002 at 'Count' with [JustifiedBreak] and a reason",
        "Lowest: Freeze 'org.acme.a.v1' and start v2")]
    [InlineData(
        "A(string? Note);",
        "A(string? Remark);",
        "Default: Keep 'note' on the wire with [AvroName]",
        "Default: Read older events under 'note' with [AvroAlias]",
        "Lowest: Justify EVS3101 at 'Remark' with [JustifiedBreak] and a reason")]
    public async Task What_is_wanted_comes_first_for_a_shipped_event(string before, string after, params string[] expected)
    {
        using EventProject project = new EventProject(Event + after).WithShipped(1, Event + before);

        Assert.Equal(string.Join('\n', expected), string.Join('\n', await project.LightBulbAsync("File0.cs")));
    }

    [Fact]
    public async Task A_break_that_nobody_reads_yet_is_accepted_after_the_edits()
    {
        using EventProject project = new EventProject(Event + "A(string Note, int Count);").WithContractOf(Event + "A(string Note);");

        Assert.Equal(
            [
                "Default: Make 'Count' optional: int?",
                "Default: Give 'Count' the default 0",
                "Low: Accept into the contract of 'org.acme.a.v1', although it breaks other services",
                "Lowest: Justify EVS3002 at 'Count' with [JustifiedBreak] and a reason",
            ],
            await project.LightBulbAsync("File0.cs"));
    }

    [Theory]
    [InlineData(
        "namespace Shop;\n\npublic record Data(string? Remark);",
        "using EventSchemas;\n\nnamespace Shop;\n\npublic record Data([AvroName(\"note\")] string? Remark);")]
    [InlineData(
        "namespace Shop\r\n{\r\n\tpublic record Data(\r\n\t\tstring? Remark); // the data\r\n}\r\n",
        "using EventSchemas;\r\n\r\nnamespace Shop\r\n{\r\n\tpublic record Data(\r\n\t\t[AvroName(\"note\")] "
        + "string? Remark); // the data\r\n}\r\n")]
    public async Task A_file_without_usings_has_the_same_and_the_first_leaves_it_as_it_is_written(string data, string expected)
    {
        const string root = "[EventSchemas.OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record A(Shop.Data Data);";
        using EventProject project = new EventProject(root, data)
            .WithoutGlobalUsings()
            .WithShipped(1, root + "\nnamespace Shop { public record Data(string? Note); }");

        Assert.Equal(
            [
                "Default: Keep 'note' on the wire with [AvroName]",
                "Default: Read older events under 'note' with [AvroAlias]",
                "Lowest: Justify EVS3101 at 'Remark' with [JustifiedBreak] and a reason",
            ],
            await project.LightBulbAsync("File1.cs"));
        Assert.Equal(expected, await project.TakeFirstAsync("File1.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
    }
}
