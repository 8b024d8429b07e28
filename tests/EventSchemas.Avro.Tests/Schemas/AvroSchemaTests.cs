using System.Globalization;
using System.Text.Json;

namespace EventSchemas.Avro.Tests;

public sealed class AvroSchemaTests
{
    private const string AllFeatures = """
        {"type": "record", "name": "R", "namespace": "a.b", "doc": "D\u00e9", "aliases": ["Old", "x.Y"], "pii": true, "fields": [
          {"name": "n", "type": "null"},
          {"name": "i", "type": {"type": "int", "logicalType": "date"}, "default": 7, "order": "descending"},
          {"name": "u", "type": ["null", "string", "long"], "default": null, "doc": "u"},
          {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"], "default": "A"}},
          {"name": "f", "type": {"type": "fixed", "name": "other.F", "size": 3}},
          {"name": "l", "type": {"type": "array", "items": "R"}, "aliases": ["list"]},
          {"name": "m", "type": {"type": "map", "values": "E"}, "custom": {"a": [1.0, 1e30, "x"]}}]}
        """;

    [Fact]
    public void A_schema_is_the_same_after_a_round_trip_through_both_JSON_formats()
    {
        var schema = AvroSchema.Parse(AllFeatures);

        Assert.Equal(schema, AvroSchema.Parse(schema.ToJson()));
        Assert.Equal(schema, AvroSchema.Parse(schema.ToJson(AvroJsonFormat.Registry)));
        Assert.Equal(schema.GetHashCode(), AvroSchema.Parse(schema.ToJson()).GetHashCode());
    }

    [Fact]
    public void Apache_Avro_reads_both_JSON_formats_as_the_same_schema()
    {
        var schema = AvroSchema.Parse(AllFeatures);
        var expected = global::Avro.Schema.Parse(AllFeatures);

        Assert.Equal(expected, global::Avro.Schema.Parse(schema.ToJson()));
        Assert.Equal(expected, global::Avro.Schema.Parse(schema.ToJson(AvroJsonFormat.Registry)));
        Assert.Equal(global::Avro.SchemaNormalization.ToParsingForm(expected), schema.ToCanonicalForm());
    }

    [Fact]
    public void Every_schema_of_the_Python_library_is_written_as_it_was_read()
    {
        Assert.SkipWhen(
            SharedFiles.OpenEdx is null,
            "The schemas of the Python library are not on this machine: they come from ../shared.");
        string[] files = Directory.GetFiles(Path.Combine(SharedFiles.OpenEdx!, "schemas"), "*.avsc");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            var schema = AvroSchema.Parse(text);

            Assert.Equal(text.TrimEnd() + "\n", schema.ToJson());
            Assert.Equal(schema, AvroSchema.Parse(schema.ToJson(AvroJsonFormat.Registry)));
        }
    }

    [Fact]
    public void Every_canonical_form_is_that_of_the_reference_implementation()
    {
        using var cases = JsonDocument.Parse(SharedFiles.ConformanceFile("canonical-form-cases.json"));
        int judged = 0;
        foreach (JsonElement test in cases.RootElement.EnumerateArray())
        {
            var schema = AvroSchema.Parse(test.GetProperty("input").GetString()!);
            Assert.Equal(test.GetProperty("canonical").GetString(), schema.ToCanonicalForm());
            judged++;
        }

        Assert.True(judged > 10);
    }

    [Fact]
    public void The_registry_format_is_what_Python_writes()
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "R", "fields": [
              {"name": "b", "type": "double", "default": 1e5},
              {"name": "a", "type": "string", "default": "\u00e9\"\n\ud83d\ude00"}]}
            """);

        Assert.Equal(
            """{"fields": [{"default": 100000.0, "name": "b", "type": "double"}, """
            + """{"default": "\u00e9\"\n\ud83d\ude00", "name": "a", "type": "string"}], "name": "R", "type": "record"}""",
            schema.ToJson(AvroJsonFormat.Registry));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(100000, "100000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680, "1.2345678901234568e+17")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(-1.5e-7, "-1.5e-07")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(-0.0, "-0.0")]
    public void Numbers_are_written_as_Python_writes_them(double value, string expected)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            Assert.Equal(expected, AvroJson.FromNumber(value).Text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", 1, 1, "ends where a value")]
    [InlineData("{", 1, 2, "name in double quotes")]
    [InlineData("\"strin\"", 1, 1, "neither a type of Avro nor a name")]
    [InlineData("{\n  \"type\": \"recrod\"\n}", 2, 11, "neither a type of Avro nor a name")]
    [InlineData("{\"type\": \"record\"}", 1, 1, "\"name\" is missing")]
    [InlineData("{\"type\": \"record\", \"name\": \"R\"}", 1, 1, "\"fields\" is missing")]
    [InlineData("{\"type\": \"record\", \"name\": \"1R\", \"fields\": []}", 1, 28, "not an Avro name")]
    [InlineData(
        "{\"type\": \"record\", \"name\": \"R\", \"fields\": ["
            + "{\"name\": \"a\", \"type\": \"int\"}, {\"name\": \"a\", \"type\": \"int\"}]}",
        1,
        74,
        "two fields named a")]
    [InlineData("{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"A\"]}", 1, 1, "the symbol A twice")]
    [InlineData("{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"], \"default\": \"B\"}", 1, 1, "not among its symbols")]
    [InlineData("{\"type\": \"fixed\", \"name\": \"F\", \"size\": -1}", 1, 1, "negative size")]
    [InlineData("{\"type\": \"fixed\", \"name\": \"F\", \"size\": 1e9}", 1, 40, "whole number of bytes")]
    [InlineData("[\"int\", \"int\"]", 1, 1, "two branches of type int")]
    [InlineData("[\"int\", [\"null\"]]", 1, 1, "can't be a branch of a union")]
    [InlineData("{\"type\": \"int\", \"type\": \"int\"}", 1, 17, "two members named \"type\"")]
    [InlineData("\"int\" x", 1, 7, "The JSON ends here")]
    [InlineData("\"\\q\"", 1, 2, "not an escape")]
    [InlineData("\"\\ud800\"", 1, 2, "half of a surrogate pair")]
    [InlineData("01", 1, 1, "not a number")]
    [InlineData("7", 1, 1, "A schema is a type's name")]
    public void An_invalid_schema_is_rejected_with_a_position(string text, int line, int column, string problem)
    {
        AvroSchemaException e = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (e.Line, e.Column));
    }

    [Fact]
    public void Depth_and_length_are_limited()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000));
        string arrays = string.Concat(Enumerable.Repeat("{\"type\": \"array\", \"items\": ", 70)) + "\"int\"" + new string('}', 70);

        AssertRefused("64 levels deep", () => AvroSchema.Parse(deep));
        AssertRefused("64 levels deep", () => AvroSchema.Parse(arrays));
        AssertRefused("10 is the most", () => AvroSchema.Parse("\"string\"   ", new AvroParseOptions { MaxLength = 10 }));
    }

    [Fact]
    public void The_depth_is_also_limited_where_schemas_refer_to_each_other_by_name()
    {
        AssertRefused("More than 256", () => AvroSchema.Parse(Chain(300)));

        var schema = AvroSchema.Parse(Chain(100));
        Assert.Equal(schema, AvroSchema.Parse(schema.ToJson()));
        Assert.Empty(AvroCompatibility.CanRead(schema, AvroSchema.Parse(schema.ToJson())));
    }

    [Fact]
    public void Two_rings_of_different_lengths_are_compared_to_a_limited_depth()
    {
        AvroSchema one = Ring(40);
        AvroSchema two = Ring(41);

        Assert.Empty(AvroCompatibility.CanRead(one, Ring(40)));
        AssertRefused("levels deep", () => AvroCompatibility.CanRead(one, two));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', (byte)'i', 0xC3, (byte)'"' }, 1, 3)]
    [InlineData(new byte[] { (byte)'\n', (byte)'"', 0xFF }, 2, 2)]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }, 1, 2)]
    public void Bytes_that_are_not_UTF_8_are_rejected_with_a_position(byte[] bytes, int line, int column)
    {
        AvroSchemaException e = Assert.Throws<AvroSchemaException>(() => AvroSchema.ParseUtf8(bytes));

        Assert.Contains("is not UTF-8", e.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (e.Line, e.Column));
    }

    [Fact]
    public void Bytes_are_read_with_or_without_a_byte_order_mark_and_their_length_is_limited()
    {
        Assert.Equal(AvroPrimitiveSchema.Int, AvroSchema.ParseUtf8("\"int\""u8.ToArray()));
        Assert.Equal(AvroPrimitiveSchema.Int, AvroSchema.ParseUtf8([0xEF, 0xBB, 0xBF, .. "\"int\""u8]));
        Assert.Throws<AvroSchemaException>(() => AvroSchema.ParseUtf8(new byte[100], new AvroParseOptions { MaxLength = 10 }));
    }

    [Fact]
    public void A_namespace_with_a_hyphen_is_read_unless_parsing_is_strict()
    {
        const string text = """{"type": "record", "name": "R", "namespace": "a.b-c", "fields": []}""";

        Assert.Equal("a.b-c.R", ((AvroRecordSchema)AvroSchema.Parse(text)).FullName);
        Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text, new AvroParseOptions { Strict = true }));
    }

    [Fact]
    public void Names_without_a_namespace_keep_none_inside_a_namespace()
    {
        const string text = """
            {"type": "record", "name": "R", "namespace": "n", "aliases": [".R"], "fields": [
              {"name": "a", "type": {"type": "fixed", "name": "F", "namespace": "", "size": 1}},
              {"name": "b", "type": {"type": "fixed", "name": "n.F", "size": 2}},
              {"name": "c", "type": ["F", ".F"]}]}
            """;
        var schema = (AvroRecordSchema)AvroSchema.Parse(text);

        Assert.Equal(["R"], schema.Aliases);
        Assert.Equal(
            ["n.F", "F"],
            ((AvroUnionSchema)schema.Fields[2].Schema).Branches.Cast<AvroNamedSchema>().Select(branch => branch.FullName));
        Assert.Equal(schema, AvroSchema.Parse(schema.ToJson()));
    }

    [Fact]
    public void A_schema_does_not_change_with_the_lists_that_it_was_created_from()
    {
        List<AvroField> fields = [new("a", AvroPrimitiveSchema.Int)];
        List<AvroSchema> branches = [AvroPrimitiveSchema.Null];
        List<string> symbols = ["A"];
        AvroSchema[] schemas =
        [
            new AvroRecordSchema("R", null, fields),
            new AvroUnionSchema(branches),
            new AvroEnumSchema("E", null, symbols, aliases: symbols),
        ];
        string[] before = [.. schemas.Select(schema => schema.ToJson())];

        fields.Clear();
        branches.Add(AvroPrimitiveSchema.Null);
        symbols[0] = "no name";

        Assert.Equal(before, schemas.Select(schema => schema.ToJson()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Two_branches_with_the_same_name_are_rejected_in_small_and_in_large_unions(int others)
    {
        AvroSchema[] branches =
        [
            new AvroFixedSchema("A", null, 1),
            .. Enumerable.Range(0, others).Select(i => new AvroFixedSchema($"F{i}", null, 1)),
            new AvroEnumSchema("A", null, ["X"]),
        ];

        AssertRefused("two branches of type A", () => new AvroUnionSchema(branches));
    }

    [Fact]
    public void Recursive_schemas_can_be_compared()
    {
        const string text = """
            {"type": "record", "name": "Node", "fields": [
              {"name": "value", "type": "int"},
              {"name": "next", "type": ["null", "Node"]}]}
            """;
        var one = AvroSchema.Parse(text);
        var two = AvroSchema.Parse(text);

        Assert.Equal(one, two);
        Assert.NotEqual(one, AvroSchema.Parse(text.Replace("int", "long", StringComparison.Ordinal)));
        Assert.Empty(AvroCompatibility.CanRead(one, two));
    }

    private static void AssertRefused(string problem, Func<object?> testCode) =>
        Assert.Contains(problem, Assert.Throws<AvroSchemaException>(testCode).Message, StringComparison.Ordinal);

    // Each record refers to the one before it by name; none is nested in another in the text.
    private static string Chain(int length) => "[" + string.Join(", ", Enumerable.Range(0, length).Select(i =>
        $$"""{"type": "record", "name": "R{{i}}", "fields": [{"name": "f", "type": "{{(i == 0 ? "int" : $"R{i - 1}")}}"}]}""")) + "]";

    // The only field of each record refers to the next record of the ring. All have the same name, in different namespaces.
    private static AvroRecordSchema Ring(int length)
    {
        AvroRecordSchema Link(int i, AvroRecordSchema? first) => new("R", $"n{i}", self =>
        [
            new AvroField(
                "next",
                new AvroUnionSchema([AvroPrimitiveSchema.Null, i == length - 1 ? first ?? self : Link(i + 1, first ?? self)])),
        ]);
        return Link(0, null);
    }
}
