using System.Globalization;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>An edit is underlined where it was typed, also if that isn't in the record.</summary>
public sealed class PlaceTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record A(";
    private const string Other = "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\")]\npublic partial record B(";
    private const string Branches = "public record Card(int N) : Payment; public record Cash(int N) : Payment;";
    private const string Payment = "[AvroUnion(typeof(Card), typeof(Cash))] public abstract record Payment;";

    [Theory]
    [InlineData("Mode M", "X, Y", "X, Y, Z", "EVS3012 Z")]
    [InlineData("List<Mode?> M", "X, Y", "X, Y, Z, [AvroName(\"Q\")] W", "EVS3012 Z")]
    [InlineData("Mode M", "X, Y", "X, [AvroName(\"Q\")] W, Y", "EVS3012 W")]
    [InlineData("Mode? M", "X, Y", "X", "EVS3013 Mode")]
    [InlineData("Mode M", "[AvroDefaultSymbol] X, Y", "[AvroDefaultSymbol] X", "EVS3107 Mode")]
    [InlineData("Mode M", "[AvroDefaultSymbol] X, Y", "X, [AvroDefaultSymbol] Y", "EVS3106 Y")]
    [InlineData("Mode M", "[AvroDefaultSymbol] X, Y", "X, Y", "EVS3106 Mode")]
    [InlineData("Mode M", "[AvroDefaultSymbol] X, Y", "[AvroDefaultSymbol] X, Y, Z", "EVS2002 Z")]
    public async Task An_edit_of_an_enum_is_underlined_in_the_enum_s_own_file(string member, string before, string after, string expected)
    {
        using EventProject project = new EventProject(Event + member + ");", $"public enum Mode {{ {after} }}")
            .WithContractOf(Event + member + ");", $"public enum Mode {{ {before} }}");

        Assert.Equal([expected], await project.UnderlinedAsync());
        Assert.Equal(expected.Split(' ')[0], Assert.Single(await project.ShownInAsync("File1.cs"), found => found.Id != "EVS2006").Id);
    }

    [Fact]
    public async Task The_fixes_of_an_edited_enum_edit_the_member_that_holds_it_and_name_it()
    {
        using EventProject project = new EventProject(Event + "Mode Kind);", "public enum Mode { X, Y, Z }")
            .WithShipped(1, Event + "Mode Kind);", "public enum Mode { X, Y }");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), one => one.Id == "EVS3012");
        Assert.StartsWith("The enum of 'Kind' has Z now", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await project.FixAsync(new MeantBreakFix(), "EVS3012", "Justify");

        Assert.Equal(
            Event + "[JustifiedBreak(\"EVS3012\", \"\", AgreedBy = \"\")] Mode Kind);", await project.TextAsync("File0.cs"));
        Assert.Equal("public enum Mode { X, Y, Z }", await project.TextAsync("File1.cs"));
    }

    [Fact]
    public async Task A_removed_symbol_is_read_as_a_default_symbol_in_the_enum_s_own_file()
    {
        using EventProject project = new EventProject(Event + "Mode Kind);", "public enum Mode { X }")
            .WithShipped(1, Event + "Mode Kind);", "public enum Mode { X, Y }");

        await project.FixAsync(new RestoreRecordFix(), "EVS3013", "AddDefaultSymbol");

        Assert.Equal("public enum Mode { [AvroDefaultSymbol] X }", await project.TextAsync("File1.cs"));
    }

    [Theory]
    [InlineData("typeof(Card), typeof(Cash)", "typeof(Card), typeof(Cash), typeof(Gift)", "EVS3010 typeof(Gift)")]
    [InlineData("typeof(Card), typeof(Cash), typeof(Gift)", "typeof(Card), typeof(Cash)", "EVS3011 AvroUnion(typeof(Card), typeof(Cash))")]
    public async Task An_edit_of_a_union_is_underlined_at_its_branch(string before, string after, string expected)
    {
        string gift = Branches + " public record Gift(int N) : Payment;";
        string Union(string branches) => Payment.Replace("typeof(Card), typeof(Cash)", branches, StringComparison.Ordinal) + gift;
        using EventProject project = new EventProject(Event + "Payment P);", Union(after))
            .WithContractOf(Event + "Payment P);", Union(before));

        Assert.Equal([expected], await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData("int N", "int N, string? Note = null", "EVS2002 Note")]
    [InlineData("int N, int M = 0", "int N", "EVS2002 Shared")]
    public async Task A_compatible_change_is_underlined_where_it_was_made_once_for_all_events(string before, string after, string expected)
    {
        string[] events = [Event + "Shared S);", Other + "Shared S);"];
        using EventProject project = new EventProject([.. events, $"public record Shared({after});"])
            .WithContractOf([.. events, $"public record Shared({before});"]);

        Assert.Equal([expected], await project.UnderlinedAsync());
        Diagnostic found = Assert.Single(await project.ShownInAsync("File2.cs"));
        Assert.StartsWith(
            "'A', 'B' no longer match their contract files (s.", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await project.FixAsync(new AcceptChangeFix(), "EVS2002");
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("org.acme.a.v1.avsc")]
    [InlineData("org.acme.a.v1.contract.json")]
    [InlineData("shipped/org.acme.a.v1/1.avsc")]
    public async Task A_contract_file_that_can_not_be_read_is_said_at_the_record_too(string file)
    {
        using EventProject project = new EventProject(Event + "int N);")
            .WithContractOf(Event + "int N);")
            .WithShipped(1, Event + "int N);")
            .WithContract("/p/schemas/" + file, "\n{");

        Diagnostic found = Assert.Single(
            await project.DiagnosticsAsync(), one => one is { Id: "EVS2003", Location.SourceTree: not null });
        Assert.Contains($": {Path.GetFileName(file)}, line 2: ", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("/p/schemas/" + file, Assert.Single(found.AdditionalLocations).GetLineSpan().Path);
        Assert.Contains("EVS2003 A", await project.UnderlinedAsync());
    }

    [Theory]
    [InlineData("int Zip", "long Zip", "EVS3006", "'Order.Buyer.Zip' was int in ")]
    [InlineData("string City", "string City, int Zip", "EVS3002", "'Order.Buyer.Zip' was added to Address (Order.Buyer) without a default")]
    [InlineData("string City, int Zip", "string City", "EVS3001", "'zip' was removed from Address (Order.Buyer), ")]
    public async Task An_edit_of_a_record_of_another_project_is_underlined_at_the_event_and_names_record_and_path(
        string before, string after, string rule, string expected)
    {
        const string order = "Order Order);\npublic record Order(Address Buyer);";
        using EventProject project = new EventProject(Event + order)
            .Referencing(GeneratorRun.Of(
                TestCompilation.Create("Shared", [("Address.cs", $"public record Address({after});")])).ToReference())
            .WithShipped(1, Event + order, $"public record Address({before});");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync(), one => one.Id == rule);
        Assert.StartsWith(expected, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains($"{rule} A", await project.UnderlinedAsync());
        Assert.Equal(["Lowest: Freeze 'org.acme.a.v1' and start v2"], await project.LightBulbAsync("File0.cs"));
        Assert.Empty((await project.TryFixesAsync(rule)).Problems);
    }

    [Theory]
    [InlineData(true, "Lowest: Freeze 'org.acme.a.v1' and start v2")]
    [InlineData(false, "Low: Accept into the contract of 'org.acme.a.v1', although it breaks other services")]
    public async Task A_record_of_another_project_of_the_solution_has_the_same_light_bulb_at_the_event(bool isShipped, string expected)
    {
        string[] before = [Event + "Order Order);\npublic record Order(Address Buyer);", "public record Address(int Zip);"];
        using EventProject project = new EventProject(before[0])
            .WithProject("Shared", "public record Address(long Zip);", isReferenced: true);
        _ = isShipped ? project.WithShipped(1, before) : project.WithContractOf(before);

        Assert.Contains("EVS3006 A", await project.UnderlinedAsync());
        Assert.Equal([expected], await project.LightBulbAsync("File0.cs"));
        Assert.Empty((await project.TryFixesAsync("EVS3006")).Problems);
    }
}
