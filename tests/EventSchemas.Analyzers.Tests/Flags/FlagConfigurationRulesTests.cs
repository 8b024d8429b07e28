using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class FlagConfigurationRulesTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"NewA\")] public partial record A(int Count);\n";
    private const string Service =
        "class Service { void Add(EventSchemas.Kafka.EventBusBuilder bus) => bus.AddProducer<{|EVS4002:A|}>(); }";
    private static readonly string Quiet = Service.Replace("{|EVS4002:A|}", "A", StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"NewA\": true, \"Features\": { \"NewA\": true } }")]
    [InlineData("{ \"FeatureManagement\": true }")]
    [InlineData("{ \"FeatureManagement\": { \"Other\": true, \"Nested\": { \"NewA\": true } } }")]
    [InlineData("{ \"FeatureManagement\": { \"feature_flags\": [{ \"id\": \"NewA\", \"enabled\": true }] } }")]
    [InlineData("{ \"feature_management\": { \"NewA\": true, \"feature_flags\": [{ \"id\": \"Other\" }] } }")]
    [InlineData("{ /* \"FeatureManagement\": { \"NewA\": true } */ }")]
    public Task A_flag_that_the_configuration_lacks_is_reported_where_its_producer_is_registered(string settings) =>
        new RuleTest { TestCode = Event + Service }.Referencing(TestReferences.Kafka).WithFile("/p/appsettings.json", settings)
            .VerifyAsync();

    [Theory]
    [InlineData("{ \"FeatureManagement\": { \"NewA\": false } }")]
    [InlineData(
        "{ \"FeatureManagement\": { \"NewA\": { \"EnabledFor\": [{ \"Name\": \"Percentage\", \"Parameters\": { \"Value\": 50 } }] } } }")]
    [InlineData("{ \"featuremanagement\": { \"newa\": true } }")]
    [InlineData("{ \"FeatureManagement:NewA\": true }")]
    [InlineData("{ \"feature_management\": { \"feature_flags\": [{ \"id\": \"Other\" }, { \"id\": \"NewA\", \"enabled\": true }] } }")]
    [InlineData("{ \"Feature_Management:Feature_Flags\": [{ \"ID\": \"newa\" }] }")]
    [InlineData("\uFEFF// what is on\n{ \"FeatureManagement\": { \"NewA\": true, /* more, */ }, // the end\n}")]
    [InlineData("{ \"Url\": \"https://a.example/*\", \"Quote\": \"a \\\" // b\", \"FeatureManagement\": { \"NewA\": true } }")]
    public Task A_flag_is_declared_in_either_way_of_FeatureManagement(string settings) =>
        new RuleTest { TestCode = Event + Quiet }.Referencing(TestReferences.Kafka).WithFile("/p/appsettings.json", settings)
            .VerifyAsync();

    [Theory]
    [InlineData("/p/appsettings.json", "{ \"FeatureManagement\": ")]
    [InlineData("/p/appsettings.json", "")]
    [InlineData("/p/appsettings.json", "[]")]
    [InlineData("/p/appsettings.json", "{ \"A\": 1, \"A\": 2 }")]
    [InlineData("/p/appsettings.json", "{ /* ")]
    [InlineData("/p/appsettings.json", "{ \"A")]
    [InlineData("/p/appsettings.json", "{ \"A\\")]
    [InlineData("/p/appsettings.json", "/")]
    [InlineData("/p/settings.json", "{}")]
    [InlineData("/p/appsettings.xml", "{}")]
    public Task Without_a_readable_configuration_nothing_is_reported(string path, string settings) =>
        new RuleTest { TestCode = Event + Quiet }.Referencing(TestReferences.Kafka).WithFile(path, settings).VerifyAsync();

    [Fact]
    public Task A_very_deeply_nested_text_is_not_a_configuration() =>
        new RuleTest { TestCode = Event + Quiet }.Referencing(TestReferences.Kafka)
            .WithFile("/p/appsettings.json", $"{{ \"A\": {new string('[', 50_000)}{new string(']', 50_000)} }}").VerifyAsync();

    [Fact]
    public Task One_environment_that_declares_the_flag_is_enough() =>
        new RuleTest { TestCode = Event + Quiet }.Referencing(TestReferences.Kafka)
            .WithFile("/p/appsettings.json", "{}")
            .WithFile("/p/AppSettings.Development.json", "{ \"FeatureManagement\": { \"NewA\": true } }")
            .VerifyAsync();

    [Fact]
    public Task The_event_may_come_from_another_assembly_and_the_message_names_the_files()
    {
        MetadataReference events = GeneratorRun.Of(Event).ToReference();
        return new RuleTest
        {
            TestCode = "class Service { object Add(EventSchemas.Kafka.EventBusBuilder bus) => bus.AddProducer<{|#0:A|}>().Services; }",
        }
            .Referencing([.. TestReferences.Kafka, events])
            .WithFile("/p/appsettings.json", "{}")
            .WithFile("/p/appsettings.Development.json", "{}")
            .WithFile("/p/appsettings.Broken.json", "{")
            .Expecting(
                RuleTest.Rule("EVS4002").WithLocation(0).WithArguments("NewA", "A", "appsettings.Development.json or appsettings.json"))
            .VerifyAsync();
    }

    [Fact]
    public Task What_is_not_the_registration_of_an_event_with_a_flag_is_ignored() =>
        new RuleTest
        {
            TestCode = """
                [OpenEdxEvent("org.acme.b.v1", StableBecause = "old")] public partial record B(int Count);

                class Service
                {
                    void Add(EventSchemas.Kafka.EventBusBuilder bus) => bus.AddProducer<B>();

                    void AddAny<T>(EventSchemas.Kafka.EventBusBuilder bus) where T : class, IEventContract<T> => bus.AddProducer<T>();

                    void AddProducer<T>() => AddProducer<A>();

                    void Half(EventSchemas.Kafka.EventBusBuilder bus) => bus.AddProducer<{|CS0246:Missing|}>();
                }
                """ + Event,
        }
        .Referencing(TestReferences.Kafka).WithFile("/p/appsettings.json", "{}").VerifyAsync();

    [Fact]
    public async Task A_flag_that_is_nearly_one_of_the_configuration_is_corrected()
    {
        RuleTest test = RuleTest.Of<CorrectFlagFix>().Referencing(TestReferences.Kafka);
        test.TestCode = Event.Replace("NewA", "NewB", StringComparison.Ordinal) + Service;
        test.FixedCode = Event + Quiet;
        await test.WithFile("/p/appsettings.json", "{ \"FeatureManagement\": { \"NewA\": true } }").VerifyAsync();
    }

    [Fact]
    public async Task A_flag_that_is_near_to_none_is_only_declared()
    {
        RuleTest test = RuleTest.Of<CorrectFlagFix>().Referencing(TestReferences.Kafka);
        test.TestCode = Event + Service;
        test.FixedCode = Event + Service;
        await test.WithFile("/p/appsettings.json", "{ \"FeatureManagement\": { \"Payments\": true } }").VerifyAsync();
    }

    [Fact]
    public async Task The_fix_declares_several_flags_in_one_file_switched_off()
    {
        const string other = "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"NewB\")] public partial record B(int Count);\n";
        const string service =
            "class Service { void Add(EventSchemas.Kafka.EventBusBuilder bus) => bus.AddProducer<A>().AddProducer<B>(); }";
        RuleTest test = RuleTest.Of<DeclareFlagFix>().Referencing(TestReferences.Kafka);
        test.TestCode = Event + other + service.Replace("<A>", "<{|EVS4002:A|}>", StringComparison.Ordinal).Replace(
            "<B>", "<{|EVS4002:B|}>", StringComparison.Ordinal);
        test.FixedCode = Event + other + service;
        await test
            .WithFile("/p/appsettings.Development.json", "{}")
            .WithFile(
                "/p/appsettings.json",
                "{\n  // flags\n  \"FeatureManagement\": {\n    \"Old\": true // stays\n  }\n}\n",
                "{\n  // flags\n  \"FeatureManagement\": {\n    \"Old\": true, // stays\n    \"NewA\": false,\n    "
                + "\"NewB\": false\n  }\n}\n")
            .VerifyAsync();
    }
}
