using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class MeaningRulesTests
{
    private const string Attribute = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]";

    [Theory]
    [InlineData(
        "int Count, string? Note",
        "int Count, string? Remark",
        "EVS3101 Remark",
        "looks like 'note' in the contract of org.acme.a.v1, renamed")]
    [InlineData(
        "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset At",
        "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset At",
        "EVS3102 At",
        "means something else")]
    [InlineData("[AvroDecimal(9, 2)] decimal Price", "[AvroDecimal(9, 4)] decimal Price", "EVS3103 Price", "travels without its scale")]
    [InlineData(
        "int Count = 1", "int Count = 2", "EVS3104 Count", "The default of 'Count' was 1 in the contract of org.acme.a.v1 and is 2 now")]
    [InlineData("int Count = 1", "int Count", "EVS3105 Count", "had the default 1")]
    public async Task A_change_of_meaning_is_a_warning_and_is_not_accepted_with_other_changes(
        string before, string after, string expected, string reason)
    {
        using EventProject project = new EventProject(Source(after)).WithContractOf(Source(before));

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal([expected], await project.UnderlinedAsync());
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains(reason, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        await project.FixAsync(new AcceptMeaningFix(), found.Id);
        Assert.Empty(await project.DiagnosticsAsync());
        Assert.Null(new AcceptMeaningFix().GetFixAllProvider());
    }

    [Theory]
    [InlineData("[AvroDefaultSymbol] A, B", "A, [AvroDefaultSymbol] B", "EVS3106 B")]
    [InlineData("[AvroDefaultSymbol] A, B", "[AvroDefaultSymbol] A", "EVS3107 Mode")]
    public async Task An_enum_s_default_symbol_has_a_meaning(string before, string after, string expected)
    {
        static string Enum(string members) => $"{Attribute} public partial record A(Mode Mode); public enum Mode {{ {members} }}";
        using EventProject project = new EventProject(Enum(after)).WithContractOf(Enum(before));

        Assert.Equal([expected], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_promotion_that_the_level_allows_may_lose_digits()
    {
        using EventProject project = new EventProject(Source("double Total")).WithContractOf(Source("long Total")).With(
            "EventSchemasCompatibility", "BACKWARD");

        Assert.Equal(["EVS3108 Total"], await project.UnderlinedAsync());
    }

    [Fact]
    public async Task A_change_of_meaning_is_settled_once_it_is_accepted()
    {
        using EventProject accepted = new EventProject(Source("int Count = 2")).WithContractOf(Source("int Count = 1"));
        accepted.WithShipped(1, Source("int Count = 1"));
        await accepted.FixAsync(new AcceptMeaningFix(), "EVS3104");
        Assert.Empty(await accepted.DiagnosticsAsync());
    }

    [Fact]
    public async Task Without_a_contract_file_a_meaning_is_compared_with_the_latest_shipped_version()
    {
        using EventProject project = new EventProject(Source("int Count = 2")).WithShipped(1, Source("int Count = 1"));

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), diagnostic => diagnostic.Id == "EVS3104");
        Assert.Contains("in version 1 of org.acme.a.v1", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Source(string members) => $"{Attribute} public partial record A({members});";
}
