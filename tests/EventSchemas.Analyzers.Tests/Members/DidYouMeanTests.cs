using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A name that leads nowhere is replaced with the nearest that is known.</summary>
public sealed class DidYouMeanTests
{
    private const string Before =
        "[OpenEdxEvent(\"org.acme.a.v1\", Key = \"Buyer.Email\", FeatureFlag = \"F\")]\npublic partial record A(Buyer Buyer);\n"
        + "public record Buyer(string Email, int Age);";

    [Theory]
    [InlineData("Buyer.Emial")]
    [InlineData("Byer.Email")]
    public async Task A_key_path_is_corrected_and_is_the_only_finding(string path)
    {
        using EventProject project = new EventProject(Before.Replace("Buyer.Email", path, StringComparison.Ordinal))
            .WithContractOf(Before)
            .WithShipped(1, Before);

        Assert.Equal(["EVS1005"], (await project.DiagnosticsAsync()).Select(found => found.Id));
        Assert.Equal(["Change the key to 'Buyer.Email'"], await project.OfferedAsync(new CorrectNameFix(), "EVS1005"));
        await project.FixAsync(new CorrectNameFix(), "EVS1005");

        Assert.Equal(Before, await project.TextAsync("File0.cs"));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_key_path_that_is_near_nothing_has_no_fix()
    {
        using EventProject project = new EventProject(Before.Replace("Buyer.Email", "Other", StringComparison.Ordinal));

        Assert.Empty(await project.OfferedAsync(new CorrectNameFix(), "EVS1005"));
    }

    [Fact]
    public async Task An_event_type_is_corrected_to_the_contract_that_nobody_declares()
    {
        using EventProject project = new EventProject(Before.Replace("org.acme.a.v1", "org.acme.b.v1", StringComparison.Ordinal))
            .WithContractOf(Before);

        Assert.Equal(
            ["Change the event type to 'org.acme.a.v1', which has a contract"],
            await project.OfferedAsync(new CorrectNameFix(), "EVS2001"));
        await project.FixAsync(new CorrectNameFix(), "EVS2001");

        Assert.Equal(Before, await project.TextAsync("File0.cs"));
    }

    [Theory]
    [InlineData("orders", "ordres", true)]
    [InlineData("orders", "Orders", true)]
    [InlineData("orders-1", "orders-2", false)]
    [InlineData("orders", "orders", false)]
    [InlineData("orders", "payments", false)]
    public async Task A_topic_of_a_new_event_is_corrected_to_that_of_another(string known, string topic, bool isReported)
    {
        const string a = "[OpenEdxEvent(\"org.acme.a.v1\", Topic = \"{0}\", FeatureFlag = \"F\")]\npublic partial record A(int N);";
        const string b = "[OpenEdxEvent(\"org.acme.b.v1\", Topic = \"{0}\", FeatureFlag = \"F\")]\npublic partial record B(int N);";
        string before = a.Replace("{0}", known, StringComparison.Ordinal);
        using EventProject project = new EventProject(before, b.Replace("{0}", topic, StringComparison.Ordinal)).WithContractOf(before);

        Assert.Equal(
            isReported ? [$"EVS1018 \"{topic}\""] : [],
            (await project.UnderlinedAsync()).Where(text => text.StartsWith("EVS1018", StringComparison.Ordinal)));
        if (isReported)
        {
            Assert.Equal([$"Change the topic to '{known}'"], await project.OfferedAsync(new CorrectNameFix(), "EVS1018"));
            await project.FixAsync(new CorrectNameFix(), "EVS1018");
            Assert.Equal(b.Replace("{0}", known, StringComparison.Ordinal), await project.TextAsync("File1.cs"));
        }
    }

    [Fact]
    public async Task A_topic_of_an_event_with_a_contract_is_as_it_was_meant()
    {
        const string events = "[OpenEdxEvent(\"org.acme.a.v1\", Topic = \"orders\", FeatureFlag = \"F\")] public partial record A(int N);\n"
            + "[OpenEdxEvent(\"org.acme.b.v1\", Topic = \"ordres\", FeatureFlag = \"F\")] public partial record B(int N);";
        using EventProject project = new EventProject(events).WithContractOf(events);

        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("public class C(IOrderPlacedProducer p);", "public class C(IOrderCreatedProducer p);")]
    [InlineData("public class C(IOrderCreaetdProducer p);", "public class C(IOrderCreatedProducer p);")]
    [InlineData(
        "public class C { public string M() => nameof(IOrderPlacedProducer); }",
        "public class C { public string M() => nameof(IOrderCreatedProducer); }")]
    [InlineData(
        "public class C { public void M(IConsumerGroupBuilder mail) => mail.OnOrderPlaced<H>(\"welcome\"); }",
        "public class C { public void M(IConsumerGroupBuilder mail) => mail.OnOrderCreated<H>(\"welcome\"); }")]
    public async Task A_producer_or_handler_follows_its_renamed_record(string code, string expected)
    {
        const string record = "[OpenEdxEvent(\"org.acme.order.v1\", FeatureFlag = \"F\")] public partial record OrderPlaced(int Count);";
        const string handler = "public class H : IEventHandler<OrderCreated> { public Task HandleAsync(OrderCreated value, "
            + "EventContext context, CancellationToken cancellationToken) => Task.CompletedTask; }";
        using EventProject project = new EventProject(
            record.Replace("OrderPlaced", "OrderCreated", StringComparison.Ordinal), code, handler)
            .WithContractOf(record);

        await project.FixCompilerErrorAsync(new RenamedEventFix(), "File1.cs");

        Assert.Equal(expected, await project.TextAsync("File1.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
    }
}
