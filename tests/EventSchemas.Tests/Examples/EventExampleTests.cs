using EventSchemas.Avro;
using EventSchemas.TestKit;

namespace EventSchemas.Tests;

public sealed class EventExampleTests
{
    private const int Count = 3_000;

    [Fact]
    public void Every_schema_has_an_example_that_fits_it() => Property.ForAll(GeneratedSchemas.All, Count, schema =>
    {
        if (HasValue(schema))
        {
            byte[] data = EventExample.DataOf(schema);

            Assert.Equal(data, AvroJsonText.ToAvro(schema, AvroJsonText.ToJson(schema, data)));
            Assert.Equal(data, EventExample.DataOf(schema));
        }
    });

    [Fact]
    public void Values_are_plausible_by_name_and_type()
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "R", "fields": [
              {"name": "email", "type": "string"},
              {"name": "course_key", "type": "string"},
              {"name": "comment", "type": ["null", "string"]},
              {"name": "kind", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
              {"name": "small", "type": {"type": "fixed", "name": "F", "size": 2, "logicalType": "decimal", "precision": 3, "scale": 3}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
              {"name": "grades", "type": {"type": "array", "items": "double"}},
              {"name": "next", "type": ["null", "R"]}]}
            """);

        Assert.Equal(
            """
            {"email":"ada@example.org","course_key":"course-v1:edX\u002BDemoX\u002B2024","comment":"example","kind":"A","price":12.34,
            "small":0.123,"day":"2024-01-02","id":"0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10","grades":[0.85],"next":null}
            """.ReplaceLineEndings(""),
            AvroJsonText.ToJson(schema, EventExample.DataOf(schema)));
    }

    [Fact]
    public void A_schema_without_a_finite_value_is_refused()
    {
        var endless = AvroSchema.Parse("""{"type": "record", "name": "R", "fields": [{"name": "r", "type": "R"}]}""");

        ArgumentException refused = Assert.Throws<ArgumentException>(() => EventExample.DataOf(endless));
        Assert.Contains("R contains itself", refused.Message, StringComparison.Ordinal);
    }

    // A generated union can be empty.
    private static bool HasValue(AvroSchema schema) => !schema.ToCanonicalForm().Contains("[]", StringComparison.Ordinal);
}
