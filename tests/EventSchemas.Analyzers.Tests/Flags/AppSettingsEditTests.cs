using System.Text;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

public sealed class AppSettingsEditTests
{
    public static TheoryData<string, string> Edits => new()
    {
        { "{}", "{\n  \"FeatureManagement\": {\n    \"NewA\": false\n  }\n}" },
        { "{\n}\n", "{\n  \"FeatureManagement\": {\n    \"NewA\": false\n  }\n}\n" },
        { "{\n    \"X\": 1\n}\n", "{\n    \"X\": 1,\n    \"FeatureManagement\": {\n        \"NewA\": false\n    }\n}\n" },
        { "{\r\n\t\"X\": 1\r\n}\r\n", "{\r\n\t\"X\": 1,\r\n\t\"FeatureManagement\": {\r\n\t\t\"NewA\": false\r\n\t}\r\n}\r\n" },
        { "{\n  \"X\": 1, // one\n}\n", "{\n  \"X\": 1, // one\n  \"FeatureManagement\": {\n    \"NewA\": false\n  }\n}\n" },
        { "{\n  \"X\": 1 /* a\n  b */\n}\n", "{\n  \"X\": 1, /* a\n  b */\n  \"FeatureManagement\": {\n    \"NewA\": false\n  }\n}\n" },
        { "{ \"X\": 1 }", "{ \"X\": 1, \"FeatureManagement\": {\n  \"NewA\": false\n} }" },
        { "{\n  \"featureManagement\": { \"B\": true }\n}\n", "{\n  \"featureManagement\": { \"B\": true, \"NewA\": false }\n}\n" },
        { "{\n  \"FeatureManagement\": { \"B\": true, }\n}\n", "{\n  \"FeatureManagement\": { \"B\": true, \"NewA\": false }\n}\n" },
        { "{\n  \"FeatureManagement\": {},\n  \"X\": 1\n}\n", "{\n  \"FeatureManagement\": {\n    \"NewA\": "
            + "false\n  },\n  \"X\": 1\n}\n" },
        { "{\n  \"FeatureManagement\": {\n    // none yet\n  }\n}\n", "{\n  \"FeatureManagement\": {\n    \"NewA\": false\n    "
            + "// none yet\n  }\n}\n" },
        {
            "{\n  \"FeatureManagement\": {\n    \"B\": {\n      \"EnabledFor\": []\n    }\n  }\n}\n",
            "{\n  \"FeatureManagement\": {\n    \"B\": {\n      \"EnabledFor\": []\n    },\n    \"NewA\": false\n  }\n}\n"
        },
        {
            "{\n  \"feature_management\": {\n    \"feature_flags\": [\n      { \"id\": \"B\", \"enabled\": true }\n    ]\n  }\n}\n",
            "{\n  \"feature_management\": {\n    \"feature_flags\": [\n      { \"id\": \"B\", \"enabled\": true },\n      { \"id\": "
            + "\"NewA\", \"enabled\": false }\n    ]\n  }\n}\n"
        },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task A_flag_comes_last_in_its_section_and_the_rest_stays_as_it_is(string text, string expected)
    {
        RuleTest test = RuleTest.Of<AddFeatureFlagFix>();
        test.TestCode = "[OpenEdxEvent(\"org.acme.a.v1\")] partial record {|EVS4001:NewA|}(int Count);";
        test.FixedCode = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"NewAEvent\")] partial record NewA(int Count);";
        await test.WithFile("/p/appsettings.json", text, expected.Replace("NewA", "NewAEvent", StringComparison.Ordinal)).VerifyAsync();
    }

    [Theory]
    [InlineData("{ \"FeatureManagement\": { \"newaevent\": true } }")]
    [InlineData("{ \"FeatureManagement\": true }")]
    [InlineData("{ \"FeatureManagement\": ")]
    [InlineData("[]")]
    public async Task A_file_that_has_the_flag_or_has_no_place_for_it_is_not_changed(string text)
    {
        RuleTest test = RuleTest.Of<AddFeatureFlagFix>();
        test.TestCode = "[OpenEdxEvent(\"org.acme.a.v1\")] partial record {|EVS4001:NewA|}(int Count);";
        test.FixedCode = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"NewAEvent\")] partial record NewA(int Count);";
        await test.WithFile("/p/appsettings.json", text).VerifyAsync();
    }

    [Theory]
    [InlineData("{ \"FeatureManagement\": true }")]
    public async Task A_declaration_that_can_t_be_made_is_not_offered(string text)
    {
        const string service =
            "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count); class Service { void "
            + "Add(EventSchemas.Kafka.EventBusBuilder bus) => bus.AddProducer<{|EVS4002:A|}>(); }";
        RuleTest test = RuleTest.Of<DeclareFlagFix>().Referencing(TestReferences.Kafka);
        test.TestCode = service;
        test.FixedCode = service;
        await test.WithFile("/p/appsettings.json", text).VerifyAsync();
    }

    [Fact]
    public async Task The_byte_order_mark_stays()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        RuleTest test = RuleTest.Of<AddFeatureFlagFix>();
        test.TestCode = "[OpenEdxEvent(\"org.acme.a.v1\")] partial record {|EVS4001:A|}(int Count);";
        test.FixedCode = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"AEvent\")] partial record A(int Count);";
        test.TestState.AdditionalFiles.Add(("/p/appsettings.json", SourceText.From("{ \"FeatureManagement\": {} }", encoding)));
        test.FixedState.AdditionalFiles.Add(
            ("/p/appsettings.json", SourceText.From("{ \"FeatureManagement\": {\n  \"AEvent\": false\n} }", encoding)));
        await test.VerifyAsync();
    }
}
