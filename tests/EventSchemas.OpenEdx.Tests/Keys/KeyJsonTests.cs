using System.Text.Json;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Keys in JSON.</summary>
public sealed class KeyJsonTests
{
    [Fact]
    public void A_key_is_written_as_its_text()
    {
        var key = CourseKey.Parse("o/c/r");
        var byCourse = new Dictionary<CourseKey, LibraryLocatorV2?>
        {
            [key] = LibraryLocatorV2.Create("o", "l"),
            [CourseKey.Create("o", "c", "r")] = null,
        };
        string json = JsonSerializer.Serialize(byCourse);

        Assert.Equal("""{"o/c/r":"lib:o:l","course-v1:o\u002Bc\u002Br":null}""", json);
        Assert.Equal(byCourse, JsonSerializer.Deserialize<Dictionary<CourseKey, LibraryLocatorV2?>>(json));
        Assert.Equal("\"\"", JsonSerializer.Serialize(default(UsageKey)));
    }

    [Theory]
    [InlineData("\"lib:o:l\"", "'lib:o:l' is not a valid course key: expected course-v1:")]
    [InlineData("\"\"", "'' is not a valid course key")]
    [InlineData("7", "A CourseKey is a string, and this is Number.")]
    [InlineData("null", "A CourseKey is a string, and this is Null.")]
    public void An_invalid_key_throws(string json, string message) =>
        Assert.StartsWith(
            message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CourseKey>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_MaybeKey_is_written_as_its_text_with_a_converter_in_the_options()
    {
        var options = new JsonSerializerOptions { Converters = { new KeyJsonConverter<MaybeKey<CourseKey>>() } };
        var maybe = new MaybeKey<CourseKey>("not a key");

        Assert.Equal("\"not a key\"", JsonSerializer.Serialize(maybe, options));
        Assert.Equal(maybe, JsonSerializer.Deserialize<MaybeKey<CourseKey>>("\"not a key\"", options));
    }
}
