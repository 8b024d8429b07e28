namespace EventSchemas.Avro.Tests;

public sealed class InspectionTests
{
    [Fact]
    public void A_warning_has_the_location_of_its_cause_in_the_text()
    {
        const string text = """
            {"type": "record", "name": "R", "namespace": "org.course-block.v1", "fields": [
              {"name": "note", "type": ["null", "string"], "default": "null"},
              {"name": "parts", "type": {"type": "array", "items": {"type": "record", "name": "Part", "fields": [
                {"name": "at", "type": {"type": "int", "logicalType": "timestamp-millis"}}]}}},
              {"name": "more", "type": {"type": "map", "values": ["null", "Part"]}}]}
            """;

        var document = AvroSchemaDocument.Parse(text);

        Assert.Equal(
            [
                (AvroSchemaWarningKind.NonstandardNamespace, "/namespace", "\"org.course-block.v1\""),
                (AvroSchemaWarningKind.InvalidDefault, "/fields/0/default", "\"null\""),
                (AvroSchemaWarningKind.MisappliedLogicalType, "/fields/1/type/items/fields/0/type/logicalType", "\"timestamp-millis\""),
            ],
            document.Schema.Inspect().Select(w => (w.Kind, w.Location, Text(text, document.Locate(w.Location)))));
    }

    [Fact]
    public void A_default_that_depends_on_itself_is_invalid()
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "R", "fields": [
              {"name": "a", "type": "R", "default": {}},
              {"name": "b", "type": "R", "default": {}}]}
            """);

        Assert.Equal(["/fields/0/default", "/fields/1/default"], schema.Inspect().Select(warning => warning.Location));
    }

    [Theory]
    [InlineData("/", 1, "{\"type\": \"record\", \"name\": \"R\"")]
    [InlineData("/name", 1, "\"R\"")]
    [InlineData("/fields/0/type", 2, "{\"type\": \"fixed\"")]
    [InlineData("/fields/0/type/size", 2, "3")]
    [InlineData("/fields/1/type/1/fields/0", 3, "{\"name\": \"i\"")]
    [InlineData("/fields/2/type/fields/0/type", 3, "\"int\"")]
    [InlineData("/fields/3/type/values", 5, "\"F\"")]
    [InlineData("/fields/3/type/values/size", 2, "3")]
    [InlineData("/fields/3/type/values/7", 5, "\"F\"")]
    [InlineData("/fields/9/type", 1, "[\n  {\"name\": \"f\"")]
    public void A_location_is_found_in_the_text_through_names_and_wrappers(string location, int line, string expected)
    {
        const string text = """
            {"type": "record", "name": "R", "fields": [
              {"name": "f", "type": {"type": "fixed", "name": "F", "size": 3}},
              {"name": "o", "type": ["null", {"type": "record", "name": "Part", "fields": [{"name": "i", "type": "int"}]}]},
              {"name": "p", "type": {"type": "Part"}},
              {"name": "m", "type": {"type": {"type": "map", "values": "F"}}}]}
            """;

        AvroJson found = AvroSchemaDocument.Parse(text).Locate(location);

        Assert.Equal(line, found.Line);
        Assert.StartsWith(expected, Text(text, found), StringComparison.Ordinal);
    }

    // The value's text by its offset, which must agree with its line and column.
    private static string Text(string text, AvroJson value)
    {
        Assert.Equal(value.Start, text.Split('\n').Take(value.Line - 1).Sum(l => l.Length + 1) + value.Column - 1);
        return text.Substring(value.Start, value.Length);
    }
}
