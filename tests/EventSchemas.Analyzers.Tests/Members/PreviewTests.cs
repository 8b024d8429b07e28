using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// The preview of a fix shows every file that it writes. That a preview shows the texts that come of the fix, <see cref="EventProject"/>
/// checks wherever it applies one.
/// </summary>
public sealed class PreviewTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record ";
    private const string Contracts = "/p/schemas/org.acme.a.v1";
    private const string AppSettings = "/p/appsettings.json";

    public static TheoryData<CodeFixProvider, string, string, string, string, string[]> Fixes => new()
    {
        { new EditRecordFix(), "MakeOptional", "EVS3002", "A(int N);", "A(int N, int M);", ["File0.cs"] },
        { new AcceptChangeFix(), "AcceptChangeFix", "EVS2002", "A(int N);", "A(int N, int M = 0);", OfContract },
        { new AcceptBreakFix(), "AcceptBreakFix", "EVS3002", "A(int N);", "A(int N, int M);", OfContract },
        { new AcceptMeaningFix(), "AcceptMeaningFix", "EVS3113", "A(string N);", "A([PersonalData] string N);", OfTerms },
        { new MeantBreakFix(), "Justify", "EVS3002", "A(int N);", "A(int N, int M);", ["File0.cs"] },
    };

    private static string[] OfContract => [Contracts + ".avsc", Contracts + ".contract.json"];

    private static string[] OfTerms => [Contracts + ".contract.json"];

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task It_shows_all_files(
        CodeFixProvider fix, string action, string rule, string before, string after, string[] expected)
    {
        using EventProject project = new EventProject(Event + after).WithContractOf(Event + before);

        Assert.Equal(expected, await project.PreviewedAsync(fix, rule, action));
    }

    [Fact]
    public async Task It_shows_a_file_that_is_added()
    {
        using EventProject project = new EventProject(Event + "A(int N, int M);").WithShipped(1, Event + "A(int N);");

        Assert.Equal(["A.V1.cs", "File0.cs"], await project.PreviewedAsync(new MeantBreakFix(), "EVS3002", "StartNextVersion"));
    }

    [Fact]
    public async Task It_shows_a_flag_that_is_declared()
    {
        using EventProject project = new EventProject("[OpenEdxEvent(\"org.acme.a.v1\")] public partial record A(int N);")
            .WithContract(AppSettings, "{}");

        Assert.Equal(
            [AppSettings, "File0.cs"], await project.PreviewedAsync(new AddFeatureFlagFix(), "EVS4001", nameof(AddFeatureFlagFix)));
    }

    [Fact]
    public async Task It_shows_contract_files_that_are_deleted_and_added()
    {
        using EventProject gone = new EventProject("public partial record A(int N);").WithContractOf(Event + "A(int N);");
        using EventProject retired = new EventProject("public partial record A(int N);")
            .WithContractOf(Event + "A(int N);")
            .WithShipped(1, Event + "A(int N);");

        Assert.Equal(OfContract, await gone.PreviewedAsync(new ContractFileOfEventFix(), "EVS2004", nameof(ContractFileOfEventFix)));
        string[] ofRetired = await retired.PreviewedAsync(new ContractFileOfEventFix(), "EVS2009", nameof(ContractFileOfEventFix));
        Assert.Equal([.. OfContract, "/p/schemas/shipped/org.acme.a.v1/retired.contract.json"], ofRetired);
    }
}
