using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A record that several events reach has the fixes of one that a single event reaches, for all of them at once.</summary>
public sealed class SharedRecordTests
{
    private const string Before = """
        namespace Shop;
        [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "A")] public partial record A(Data Data);
        [OpenEdxEvent("org.acme.b.v1", FeatureFlag = "B")] public partial record B(Data Data);
        [OpenEdxEvent("org.acme.c.v1", FeatureFlag = "C")] public partial record C(Data Data);
        public record Data(int Count);
        """;

    private static readonly string After = Before.Replace("int Count", "long Count", StringComparison.Ordinal);

    [Fact]
    public async Task A_break_is_accepted_into_the_contract_of_each()
    {
        using EventProject project = new EventProject(After).WithContractOf(Before);

        Assert.Equal(
            ["Accept into 3 contracts, although it breaks other services"],
            await project.OfferedAsync(new AcceptBreakFix(), "EVS3006"));
        await project.FixAsync(new AcceptBreakFix(), "EVS3006");

        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_break_that_is_shipped_in_one_is_accepted_in_none()
    {
        using EventProject project = new EventProject(After)
            .WithContractOf(Before)
            .WithShipped(1, "namespace Shop { [OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"A\")] public partial record A(Data Data); "
                + "public record Data(int Count); }");

        Assert.Empty(await project.OfferedAsync(new AcceptBreakFix(), "EVS3006"));
    }

    [Fact]
    public async Task All_are_frozen_and_continue_as_their_next_versions()
    {
        using EventProject project = new EventProject(After).WithContractOf(Before).WithShipped(1, Before);

        Assert.Equal(
            ["Freeze 3 events and start their next versions"],
            await project.OfferedAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion"));
        await project.FixAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion");

        Assert.Equal(["EVS2001 A", "EVS2001 B", "EVS2001 C"], await project.UnderlinedAsync());
        Assert.Empty(await project.CompilerErrorsAsync());
        string text = await project.TextAsync("File0.cs");
        Assert.All(["a.v2", "b.v2", "c.v2"], eventType => Assert.Contains("org.acme." + eventType, text, StringComparison.Ordinal));
        Assert.Contains("namespace Shop.V1;", await project.TextAsync("A.V1.cs"), StringComparison.Ordinal);
        Assert.Contains("namespace Shop.BV1;", await project.TextAsync("B.V1.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_edits_the_record_is_offered_once()
    {
        using EventProject project = new EventProject(Before.Replace("int Count", "int Count, int Size", StringComparison.Ordinal))
            .WithShipped(1, Before);

        Assert.Equal(
            [
                "Default: Make 'Size' optional: int?",
                "Default: Give 'Size' the default 0",
                "Lowest: Justify EVS3002 at 'Size' with [JustifiedBreak] and a reason",
                "Lowest: Freeze 3 events and start their next versions",
            ],
            await project.LightBulbAsync("File0.cs"));
    }

    [Fact]
    public async Task What_nobody_reads_yet_is_accepted_for_all_events_after_the_edits()
    {
        using EventProject project = new EventProject(After).WithContractOf(Before);

        Assert.Equal(
            [
                "Default: Put int back for 'Count'",
                "Default: Put int back for 'Count', and add 'CountAsLong' of the new type beside it",
                "Low: Accept into 3 contracts, although it breaks other services",
                "Lowest: Justify EVS3006 at 'Count' with [JustifiedBreak] and a reason",
            ],
            await project.LightBulbAsync("File0.cs"));
    }
}
