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

        await test.Expecting(RuleTest.Rule("EVS4001").WithLocation(0).WithArguments("PaidEvent", "OpenEdxEvent")).VerifyAsync();
    }

    [Theory]
    [InlineData(
        "(\"org.acme.a.v1\",\n    Topic = \"a\", // where to\n\n    // who\n    Owner = \"us\")",
        "(\"org.acme.a.v1\",\n    Topic = \"a\", // where to\n\n    // who\n    Owner = \"us\",\n    FeatureFlag = \"AEvent\")")]
    [InlineData("(\n    \"org.acme.a.v1\")", "(\n    \"org.acme.a.v1\", FeatureFlag = \"AEvent\")")]
    [InlineData(
        "(\"org.acme.a.v1\", FeatureFlag = \"\", Owner = \"us\")", "(\"org.acme.a.v1\", FeatureFlag = \"AEvent\", Owner = \"us\")")]
    public async Task The_attribute_stays_in_shape(string arguments, string expected)
    {
        RuleTest test = RuleTest.Of<AddFeatureFlagFix>();
        test.TestCode = $"[EventSchemas.OpenEdxEventAttribute{arguments}]\npartial record {{|EVS4001:A|}}(int Count);";
        test.FixedCode = $"[EventSchemas.OpenEdxEventAttribute{expected}]\npartial record A(int Count);";
        await test.VerifyAsync();
    }

    [Fact]
    public async Task All_flags_of_a_project_go_into_its_configuration()
    {
        RuleTest test = RuleTest.Of<AddFeatureFlagFix>();
        test.TestState.Sources.Add(
            "[OpenEdxEvent(\"org.acme.a.v1\")] partial record {|EVS4001:A|}(int Count); [OpenEdxEvent(\"org.acme.b.v1\")] partial record "
            + "{|EVS4001:B|}(int Count);");
        test.TestState.Sources.Add("[OpenEdxEvent(\"org.acme.c.v1\", FeatureFlag = \"\")] partial record {|EVS4001:C|}(int Count);");
        test.FixedState.Sources.Add(
            "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"AEvent\")] partial record A(int Count); [OpenEdxEvent(\"org.acme.b.v1\", "
            + "FeatureFlag = \"BEvent\")] partial record B(int Count);");
        test.FixedState.Sources.Add("[OpenEdxEvent(\"org.acme.c.v1\", FeatureFlag = \"CEvent\")] partial record C(int Count);");

        await test.WithFile(
            "/p/appsettings.json",
            "{ \"FeatureManagement\": { \"BEvent\": true } }",
            "{ \"FeatureManagement\": { \"BEvent\": true, \"AEvent\": false, \"CEvent\": false } }")
            .VerifyAsync();
    }
}
