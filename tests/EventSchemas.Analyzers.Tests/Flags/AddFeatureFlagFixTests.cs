using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

public sealed class AddFeatureFlagFixTests
{
    [Fact]
    public async Task The_flag_is_named_after_the_event()
    {
        RuleTest test = RuleTest.Of<AddFeatureFlagFix>();
        test.TestCode = """
            [OpenEdxEvent("org.acme.order.placed.v1")]
            public partial record {|EVS4001:OrderPlaced|}(int Number);

            [OpenEdxEvent("org.acme.order.paid.v1", Topic = "orders")]
            public partial record {|#0:PaidEvent|}(int Number);
            """;
        test.FixedCode = """
            [OpenEdxEvent("org.acme.order.placed.v1", FeatureFlag = "OrderPlacedEvent")]
            public partial record OrderPlaced(int Number);

            [OpenEdxEvent("org.acme.order.paid.v1", Topic = "orders", FeatureFlag = "PaidEvent")]
            public partial record PaidEvent(int Number);
            """;

        await test.Expecting(RuleTest.Rule("EVS4001").WithLocation(0).WithArguments("PaidEvent")).VerifyAsync();
    }
}
