using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The fixes of a new member that looks like a renamed one.</summary>
public sealed class RenameFixesTests
{
    private const string Attribute = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\n";
    private const string Before = Attribute + "public partial record A(int Count, string Note);";
    private const string Renamed = Attribute + "public partial record A(int Number, string Note);";

    [Fact]
    public async Task An_alias_is_offered_only_where_it_does_not_cause_another_break()
    {
        using EventProject both = new EventProject(Renamed).WithShipped(1, Before);
        using EventProject backward = new EventProject(Renamed).With("EventSchemasCompatibility", "BACKWARD").WithShipped(1, Before);

        string[] offered =
        [
            .. await both.OfferedAsync(new RestoreRecordFix(), "EVS3002", "AddAlias"),
            .. await backward.OfferedAsync(new RestoreRecordFix(), "EVS3002", "AddAlias"),
        ];

        Assert.Equal(["Read older events under 'count' with [AvroAlias]"], offered);
    }

    [Fact]
    public void An_alias_is_not_for_a_whole_solution() => Assert.Null(new RestoreRecordFix().GetFixAllProvider());

    [Theory]
    [InlineData("GiveDefault", "A(int Number, string Note, bool IsOpen = false)")]
    [InlineData("MakeOptional", "A(int Number, string Note, bool? IsOpen = null)")]
    public async Task All_new_members_except_the_renamed_one_are_fixed_at_once(string action, string expected)
    {
        using EventProject project = new EventProject(Renamed.Replace("string Note", "string Note, bool IsOpen", StringComparison.Ordinal))
            .WithShipped(1, Before);

        await project.FixAllAsync(new EditRecordFix(), "EVS3002", action);

        Assert.Contains(expected, await project.TextAsync("File0.cs"), StringComparison.Ordinal);
    }
}
