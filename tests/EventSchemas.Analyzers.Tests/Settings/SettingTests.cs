using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Settings of the project and of its folders (EVS2008).</summary>
public sealed class SettingTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record ";

    [Theory]
    [InlineData("EventSchemasCompatibility", "FULLL", "NONE, BACKWARD, FORWARD, FULL or one of the last three with _TRANSITIVE")]
    [InlineData("EventSchemasCI", "yes", "true or false")]
    [InlineData("EventSchemasConventions", "python", "openedx or none")]
    [InlineData("EventSchemasFolder", "schemas/*", "a folder below the project's")]
    [InlineData("EventSchemasNaming", "kebab", "as_written, snake_case or camel_case")]
    [InlineData("EventSchemasXmlDocs", "yes", "true or false")]
    [InlineData("EventSchemasNamespace", "com-acme", "words of letters, digits and _, with dots between them")]
    [InlineData("EventSchemasFeatureFlags", "never", "required or optional")]
    [InlineData("EventSchemasToday", "tomorrow", "a day as yyyy-MM-dd")]
    public async Task An_invalid_property_is_reported_at_the_first_event(string property, string value, string expected)
    {
        string other = Event.Replace("a.v1", "b.v1", StringComparison.Ordinal) + "B(long Count);";
        RuleTest test = new RuleTest { TestCode = Event + "{|#0:A|}(long Count);" + other }.WithProperty(property, value);
        await test.Expecting(
            RuleTest.Rule("EVS2008").WithLocation(0).WithMessage(
                $"{property} is '{value}', but must be {expected}; until then its default is used"))
            .VerifyAsync();
    }

    [Fact]
    public async Task An_invalid_setting_of_a_folder_is_reported_at_its_event()
    {
        RuleTest test = new RuleTest { TestCode = Event + "{|#0:A|}(long Count);" }.WithSetting("eventschemas_compatibility", "SIDEWAYS");
        await test.Expecting(
            RuleTest.Rule("EVS2008").WithLocation(0).WithArguments(
                "eventschemas_compatibility", "SIDEWAYS", "NONE, BACKWARD, FORWARD, FULL or one of the last three with _TRANSITIVE"))
            .VerifyAsync();
    }

    [Theory]
    [InlineData("OpenEdxEvent")]
    [InlineData("AvroEvent")]
    public async Task A_folder_has_its_own_level(string attribute)
    {
        string before = Of(attribute);
        RuleTest test = new RuleTest { TestCode = before + "A(long Count);" }.WithProperty("EventSchemasCompatibility", "FULL_TRANSITIVE")
            .WithSetting("eventschemas_compatibility", "BACKWARD");
        test.DisabledDiagnostics.Add("EVS2002");
        await test.After(before + "A(int Count);", level: "BACKWARD").VerifyAsync();
    }

    [Theory]
    [InlineData("OpenEdxEvent")]
    [InlineData("AvroEvent")]
    public async Task An_attribute_s_level_has_precedence(string attribute)
    {
        string before = Of(attribute);
        string now = before.Replace("\"F\"", "\"F\", Compatibility = EventSchemas.Avro.CompatibilityLevel.Full", StringComparison.Ordinal);
        RuleTest test = new RuleTest { TestCode = now + "A(long {|EVS3006:Count|});" }.WithSetting(
            "eventschemas_compatibility", "BACKWARD");
        await test.After(before + "A(int Count);", level: "BACKWARD").VerifyAsync();
    }

    private static string Of(string attribute) => Event.Replace("OpenEdxEvent", attribute, StringComparison.Ordinal);
}
