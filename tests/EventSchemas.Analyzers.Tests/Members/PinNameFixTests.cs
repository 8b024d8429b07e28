using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class PinNameFixTests
{
    private const string Attribute = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\n";
    private const string Before = Attribute
        + "public partial record A(Inner Inner, int Count, string? Note);\npublic record Inner(string Name) { public bool "
        + "IsOpen { get; init; } }";

    [Theory]
    [InlineData("EVS3101", "A(Inner Inner, int Count, string? Remark)", "A(Inner Inner, int Count, [AvroName(\"note\")] string? Remark)")]
    [InlineData("EVS3002", "A(Inner Inner, int Number, string? Note)", "A(Inner Inner, [AvroName(\"count\")] int Number, string? Note)")]
    public async Task The_old_name_stays_on_the_wire(string id, string edited, string expected)
    {
        using EventProject project = new EventProject(
            Before.Replace("A(Inner Inner, int Count, string? Note)", edited, StringComparison.Ordinal))
            .WithContractOf(Before);

        await project.FixAsync(new EditRecordFix(), id, "KeepName");

        Assert.Contains(expected, await project.TextAsync("File0.cs"), StringComparison.Ordinal);
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_renamed_record_and_a_renamed_property_keep_theirs()
    {
        string edited = Before.Replace("Inner Inner", "Outer Inner", StringComparison.Ordinal).Replace(
            "record Inner(", "record Outer(", StringComparison.Ordinal);
        using EventProject type = new EventProject(edited).WithContractOf(Before);
        using EventProject property = new EventProject(
            Before.Replace("public bool IsOpen", "\n    // Whether it is.\n    public bool Opened", StringComparison.Ordinal))
            .WithContractOf(Before);

        await type.FixAsync(new EditRecordFix(), "EVS3004", "KeepName");
        await property.FixAsync(new EditRecordFix(), "EVS3002", "KeepName");

        Assert.Contains(
            "[AvroName(\"Inner\")]public record Outer(", WithoutLines(await type.TextAsync("File0.cs")), StringComparison.Ordinal);
        Assert.Contains(
            "// Whether it is.[AvroName(\"is_open\")]public bool Opened",
            WithoutLines(await property.TextAsync("File0.cs")),
            StringComparison.Ordinal);
        Assert.Empty(await type.DiagnosticsAsync());
        Assert.Empty(await property.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("[AvroFixed(16)] Guid B", "[AvroFixed(16)] byte[] B", "Uuid", "[AvroFixed(16, Name = \"Uuid\")] byte[] B")]
    [InlineData(
        "[AvroFixed(4, Name = \"Old\")] byte[] B", "[AvroFixed(4, Name = \"New\")] byte[] B", "Old",
        "[AvroFixed(4, Name = \"Old\")] byte[] B")]
    [InlineData(
        "[AvroFixed(8), AvroDecimal(9, 2)] decimal B", "[AvroFixed(8), AvroDecimal(9, 3)] decimal B", "Decimal9Scale2Size8",
        "[AvroFixed(8, Name = \"Decimal9Scale2Size8\"), AvroDecimal(9, 3)] decimal B")]
    [InlineData(
        "[AvroFixed(12, Name = \"Old\")] AvroDuration B", "AvroDuration B", "Old", "[AvroFixed(12, Name = \"Old\")] AvroDuration B")]
    public async Task A_fixed_keeps_its_name_in_the_attribute_of_its_size(string before, string after, string name, string expected)
    {
        using EventProject project = new EventProject($"{Attribute}public partial record A({after});")
            .WithContractOf($"{Attribute}public partial record A({before});")
            .WithShipped(1, $"{Attribute}public partial record A({before});");

        Diagnostic found = (await project.DiagnosticsAsync()).Single(one => one.Id == "EVS3004");
        await project.FixAsync(new EditRecordFix(), "EVS3004", "KeepName");

        Assert.Matches($@"Pin the old name with \[AvroFixed\(\d+, Name = ""{name}""\)\]", found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Contains($"A({expected})", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(await project.DiagnosticsAsync(), one => one.Id == "EVS3004");
    }

    [Fact]
    public async Task A_generic_record_that_is_used_twice_has_no_name_to_pin()
    {
        using EventProject project = new EventProject(
            $"{Attribute}public partial record A(Pg<int> P, Pg<string> Q);\npublic record Pg<T>(T Item);")
            .WithContractOf($"{Attribute}public partial record A(Page<int> P, Page<string> Q);\npublic record Page<T>(T Item);");

        Diagnostic[] found = [.. (await project.DiagnosticsAsync()).Where(one => one.Id == "EVS3004")];

        Assert.Equal(2, found.Length);
        Assert.All(
            found,
            one => Assert.Contains("Rename the C# type back", one.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.DoesNotContain(await project.LightBulbAsync("File0.cs"), title => title.Contains("[Avro", StringComparison.Ordinal));
    }

    // The formatter decides where the attribute is placed.
    private static string WithoutLines(string text) =>
        string.Concat(text.Split('\n').Select(line => line.Trim())).Replace("] public", "]public", StringComparison.Ordinal);
}
