namespace EventSchemas.Analyzers.Tests;

/// <summary>What is offered at a declaration with nothing wrong with it; the result compiles.</summary>
public sealed class EventRefactoringsTests
{
    private const string Placed = "namespace Acme.Shop;\n\n[OpenEdxEvent(\"org.acme.order.placed.v1\", Topic = \"orders\", FeatureFlag = "
        + "\"OrderPlacedEvent\")]\npublic sealed partial record OrderPlaced(OrderData Order);\n";
    private const string Data = "namespace Acme.Shop;\n\npublic sealed record OrderData(string Number, Mode Mode);\n\n"
        + "public enum Mode\n{\n    Card,\n    Cash,\n}\n";

    [Theory]
    [InlineData(
        "public sealed record OrderPaid(string Number);",
        "[OpenEdxEvent(\"org.acme.order.paid.v1\", Topic = \"order\", FeatureFlag = \"OrderPaidEvent\")]\n"
        + "public sealed partial record OrderPaid(string Number);")]
    [InlineData(
        "/// <summary>Was paid.</summary>\nrecord Paid\n{\n    public int N { get; init; }\n}",
        "/// <summary>Was paid.</summary>\n[OpenEdxEvent(\"org.acme.paid.v1\", Topic = \"paid\", FeatureFlag = \"PaidEvent\")]\n"
        + "partial record Paid\n{\n    public int N { get; init; }\n}")]
    [InlineData(
        "public static class Events\n{\n    public sealed record OrderPaid(string Number);\n}",
        "public static partial class Events\n{\n    [OpenEdxEvent(\"org.acme.order.paid.v1\", Topic = \"order\", FeatureFlag = "
        + "\"OrderPaidEvent\")]\n    public sealed partial record OrderPaid(string Number);\n}")]
    public async Task A_record_becomes_an_event(string before, string after)
    {
        const string head = "namespace Acme;\n\n";
        using EventProject project = new(head + before);
        string title = (await project.RefactoringsAsync("File0.cs", "record"))[0];

        await project.RefactorAsync("File0.cs", "record", title);

        Assert.Equal(head + after, await project.TextAsync("File0.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
        Assert.Equal(["EVS2001"], (await project.DiagnosticsAsync()).Select(found => found.Id));
    }

    [Fact]
    public async Task A_record_becomes_an_event_of_either_kind()
    {
        using EventProject project = new("namespace Acme;\n\npublic sealed record OrderPaid(string Number);");

        Assert.Equal(
            [
                "Make 'OrderPaid' the event 'org.acme.order.paid.v1' with [OpenEdxEvent]",
                "Make 'OrderPaid' the event 'com.acme.order.paid.v1' with [AvroEvent]",
            ],
            await project.RefactoringsAsync("File0.cs", "record"));
        await project.RefactorAsync("File0.cs", "record", "Make 'OrderPaid' the event 'com.acme.order.paid.v1' with [AvroEvent]");

        Assert.Equal(
            "namespace Acme;\n\n[AvroEvent(\"com.acme.order.paid.v1\", Topic = \"order\", FeatureFlag = \"OrderPaidEvent\")]\n"
            + "public sealed partial record OrderPaid(string Number);",
            await project.TextAsync("File0.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
    }

    [Fact]
    public async Task An_event_is_proposed_in_the_style_of_its_neighbours_and_its_flag_is_declared()
    {
        using EventProject project = new(Placed, Data, "namespace Acme.Shop;\npublic sealed record OrderPlaced2(int N);");
        project.WithContract("/p/appsettings.json", "{\n  \"FeatureManagement\": {\n    \"OrderPlacedEvent\": true\n  }\n}\n");

        await project.RefactorAsync(
            "File2.cs", "OrderPlaced2", "Make 'OrderPlaced2' the event 'org.acme.order.placed2.v1' with [OpenEdxEvent]");

        Assert.Contains("Topic = \"orders\"", await project.TextAsync("File2.cs"), StringComparison.Ordinal);
        Assert.Contains("\"OrderPlaced2Event\": false", await project.ContractTextAsync("/p/appsettings.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public abstract record A(int N);")]
    [InlineData("public record A<T>(T N);")]
    [InlineData("public class C<T> { public record A(int N); }")]
    [InlineData("public class C { private record A(int N); }")]
    [InlineData("file record A(int N);")]
    [InlineData("public record struct A(int N);")]
    [InlineData("[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] partial record A(int N")]
    public async Task What_can_not_be_an_event_is_not_made_one(string source)
    {
        using EventProject project = new(source);

        Assert.DoesNotContain(
            await project.RefactoringsAsync("File0.cs", "record"), title => title.StartsWith("Make", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_gets_a_handler()
    {
        using EventProject project = new(Placed, Data);

        await project.RefactorAsync("File0.cs", "OrderPlaced(", "Create the handler 'OrderPlacedHandler'");

        Assert.Equal(
            "namespace Acme.Shop;\n\npublic sealed class OrderPlacedHandler : IEventHandler<OrderPlaced>\n{\n"
            + "    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken)\n    {\n"
            + "        throw new NotImplementedException();\n    }\n}\n",
            await project.TextAsync("OrderPlacedHandler.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
        Assert.DoesNotContain(
            "Create the handler 'OrderPlacedHandler'", await project.RefactoringsAsync("File0.cs", "OrderPlaced("));
    }

    [Theory]
    [InlineData("OrderData(string Number, Mode Mode);", "OrderData(string Number, Mode Mode, string? NewMember = null);")]
    [InlineData(
        "OrderData(\n    string Number,\n    Mode Mode);",
        "OrderData(\n    string Number,\n    Mode Mode,\n    string? NewMember = null);")]
    [InlineData(
        "OrderData { public Mode Mode { get; init; } }",
        "OrderData { public Mode Mode { get; init; } public string? NewMember { get; init; } }")]
    [InlineData(
        "OrderData\n{\n\tpublic string? NewMember { get; init; }\n\tpublic Mode Mode { get; init; }\n}",
        "OrderData\n{\n\tpublic string? NewMember { get; init; }\n\tpublic Mode Mode { get; init; }\n"
        + "\tpublic string? NewMember2 { get; init; }\n}")]
    public async Task A_record_of_an_event_gets_an_optional_member(string before, string after)
    {
        string data = Data.Replace("OrderData(string Number, Mode Mode);", before, StringComparison.Ordinal);
        using EventProject project = new EventProject(Placed, data)
            .WithContractOf(Placed, data.Replace("namespace Acme.Shop;", "", StringComparison.Ordinal));

        await project.RefactorAsync("File1.cs", "OrderData", "Add an optional member to 'OrderData'");

        Assert.Contains(after, await project.TextAsync("File1.cs"), StringComparison.Ordinal);
        Assert.Empty(await project.CompilerErrorsAsync());
        Assert.Equal(["EVS2002"], (await project.DiagnosticsAsync()).Select(found => found.Id));
    }

    [Fact]
    public async Task A_member_is_marked_as_personal_data_and_a_symbol_as_the_default()
    {
        using EventProject project = new(Placed, Data);

        await project.RefactorAsync("File1.cs", "Number", "Mark 'Number' as personal data");
        await project.RefactorAsync("File1.cs", "Cash", "Mark 'Cash' as the default symbol");

        string text = await project.TextAsync("File1.cs");
        Assert.Contains("OrderData([PersonalData] string Number, Mode Mode)", text, StringComparison.Ordinal);
        Assert.Contains("    Card,\n    [AvroDefaultSymbol]\n    Cash,\n", text, StringComparison.Ordinal);
        Assert.Empty(await project.CompilerErrorsAsync());
        Assert.Empty(await project.RefactoringsAsync("File1.cs", "Number"));
        Assert.Empty(await project.RefactoringsAsync("File1.cs", "Card"));
    }

    [Theory]
    [InlineData("public record Other(int N);", "N)")]
    [InlineData("public enum Other { X }", "X")]
    [InlineData("public class Other { public int P { get; } }", "P")]
    public async Task Nothing_is_offered_about_what_no_event_reaches(string source, string at)
    {
        using EventProject project = new(Placed, Data, source);

        Assert.Empty(await project.RefactoringsAsync("File2.cs", at));
    }
}
