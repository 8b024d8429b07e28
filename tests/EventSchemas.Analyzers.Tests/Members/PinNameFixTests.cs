using EventSchemas.CodeFixes;

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

    // The formatter decides where the attribute is placed.
    private static string WithoutLines(string text) =>
        string.Concat(text.Split('\n').Select(line => line.Trim())).Replace("] public", "]public", StringComparison.Ordinal);
}
