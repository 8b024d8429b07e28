using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A light bulb that closes ends the trials of its edits at once; the next one finds anew what was cut off.</summary>
public sealed class CancelledLightBulbTests
{
    private const string Before =
        "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"A\")] public partial record A(int Count);\n"
        + "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"B\")] public partial record B(int Size);";

    private const string OtherSchema = "/p/schemas/org.acme.b.v1.avsc";

    private static readonly string After = Before.Replace("int Count", "long Count", StringComparison.Ordinal);

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_trial_that_is_cancelled_in_the_middle_ends_and_leaves_nothing_behind()
    {
        using EventProject other = new EventProject(After).WithContractOf(Before);
        string[] expected = await other.OfferedAsync(new RestoreRecordFix(), "EVS3006");
        Assert.NotEmpty(expected);
        using EventProject project = new EventProject(After).WithContractOf(Before);
        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), one => one.Id == "EVS3006");
        BlockedFile file = project.Block(OtherSchema, await project.ContractTextAsync(OtherSchema));
        using var closed = new CancellationTokenSource();

        Task<string[]> bulb = project.OfferedAsync(new RestoreRecordFix(), found, closed.Token);
        await file.Read.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        Assert.False(bulb.IsCompleted);
        await closed.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bulb.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        file.Release();
        Assert.Equal(expected, await project.OfferedAsync(new RestoreRecordFix(), found, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Contract_files_that_change_while_the_code_stays_are_read_again()
    {
        const string more = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"A\")] public partial record A({0} Count, {1} Note);";
        string Source(string count, string note) =>
            more.Replace("{0}", count, StringComparison.Ordinal).Replace("{1}", note, StringComparison.Ordinal);
        using EventProject project = new EventProject(Source("long", "string")).WithContractOf(Source("int", "string"));
        string[] expected = await project.OfferedAsync(new RestoreRecordFix(), "EVS3006");
        Assert.NotEmpty(expected);

        project.WithContractOf(Source("int", "bool"));

        Assert.Equal(expected, await project.OfferedAsync(new RestoreRecordFix(), "EVS3006"));
    }
}
