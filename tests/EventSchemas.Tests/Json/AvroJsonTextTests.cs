using System.Globalization;
using System.Text;
using System.Text.Json;
using Avro.Generic;
using Avro.IO;
using EventSchemas.Avro;
using EventSchemas.TestKit;

namespace EventSchemas.Tests;

public sealed class AvroJsonTextTests
{
    private const int Count = 5_000;

    [Theory]
    [InlineData(AvroJsonForm.Plain)]
    [InlineData(AvroJsonForm.Avro)]
    public void Nothing_is_lost_on_the_way_to_JSON_and_back(AvroJsonForm form) => Property.ForAll(GeneratedSchemas.All, Count, schema =>
    {
        byte[] data = DatumGenerator.Make(schema, RandomOf(schema));
        string json = AvroJsonText.ToJson(schema, data, form);

        Assert.Equal(data, AvroJsonText.ToAvro(schema, json, form));
    });

    // Apache.Avro writes a number of type float with the digits of a double, so its JSON is compared by what it stands for.
    [Fact]
    public void Apache_reads_our_JSON_and_we_read_its_JSON() => Property.ForAll(GeneratedSchemas.VersionsForApache, Count / 10, pair =>
    {
        AvroSchema schema = ReducedSchema.Of(pair.One);
        if (schema.ToCanonicalForm().Contains("\"fields\":[]", StringComparison.Ordinal) || ContainsItself(schema, []))
        {
            // Apache.Avro writes nothing for a record without fields, and fails on records that contain themselves.
            return;
        }

        byte[] data = DatumGenerator.Make(schema, RandomOf(schema));
        var apache = global::Avro.Schema.Parse(schema.ToJson());
        string ours = AvroJsonText.ToJson(schema, data, AvroJsonForm.Avro);

        Assert.Equal(data, Recode(apache, new JsonDecoder(apache, ours), stream => new BinaryEncoder(stream)));
        byte[] theirs = Recode(apache, new BinaryDecoder(new MemoryStream(data)), stream => new JsonEncoder(apache, stream));
        Assert.Equal(data, AvroJsonText.ToAvroFromUtf8(schema, theirs, AvroJsonForm.Avro));
    });

    [Fact]
    public void Masked_members_are_not_written_and_what_follows_them_is()
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "Signup", "namespace": "org.acme", "fields": [
              {"name": "user", "type": {"type": "record", "name": "User", "fields": [
                {"name": "email", "type": ["null", "string"]}, {"name": "tags", "type": {"type": "array", "items": "string"}}]}},
              {"name": "email", "type": "string"}]}
            """);
        byte[] data = AvroJsonText.ToAvro(schema, """{"user": {"email": "ada@example.org", "tags": ["a", "b"]}, "email": "kept"}""");
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            AvroJsonText.WriteMasked(schema, data, json, ["User.email", "User.tags"]);
        }

        Assert.Equal(
            """{"user":{"email":"***","tags":"***"},"email":"kept"}""", Encoding.UTF8.GetString(written.ToArray()));
    }

    [Fact]
    public void Mutated_JSON_is_read_or_rejected_with_one_exception()
    {
        AvroSchema[] schemas = [.. Enumerable.Range(0, 40).Select(i => SchemaGenerator.Make(Bytes(i, 60), isForApache: false))];
        byte[][] corpus = [.. schemas.SelectMany(schema => Enum.GetValues<AvroJsonForm>().Select(form =>
            Encoding.UTF8.GetBytes(AvroJsonText.ToJson(schema, DatumGenerator.Make(schema, RandomOf(schema)), form))))];
        string[] pieces = ["{", "}", "[", "]", "null", "\"a\":", "1e400", "-", "\"\\ud800\"", ",", "\"int\":1"];
        byte[][] tokens = [.. pieces.Select(Encoding.UTF8.GetBytes)];
        var mutator = new Mutator(corpus, tokens, seed: 17);
        for (int i = 0; i < 20_000 * Scale.Factor; i++)
        {
            byte[] json = mutator.Make(Scale.FirstInput + i);
            AvroSchema schema = schemas[i % schemas.Length];
            AvroJsonForm form = (AvroJsonForm)(i & 1);
            try
            {
                byte[] data = AvroJsonText.ToAvroFromUtf8(schema, json, form);
                Assert.Equal(data, AvroJsonText.ToAvro(schema, AvroJsonText.ToJson(schema, data, form), form));
            }
            catch (EventDataException)
            {
                // Rejected.
            }
        }
    }

    [Theory]
    [InlineData("""{"type": "int", "logicalType": "date"}""", 19_724, "\"2024-01-02\"")]
    [InlineData("""{"type": "int", "logicalType": "date"}""", int.MaxValue, "2147483647")]
    [InlineData("""{"type": "int", "logicalType": "time-millis"}""", 3_723_004, "\"01:02:03.004\"")]
    [InlineData("""{"type": "int", "logicalType": "time-millis"}""", -1, "-1")]
    [InlineData("""{"type": "long", "logicalType": "time-micros"}""", 86_399_999_999, "\"23:59:59.999999\"")]
    [InlineData("""{"type": "long", "logicalType": "timestamp-millis"}""", -1, "\"1969-12-31T23:59:59.999Z\"")]
    [InlineData("""{"type": "long", "logicalType": "timestamp-micros"}""", 1_704_164_645_678_901, "\"2024-01-02T03:04:05.678901Z\"")]
    [InlineData("""{"type": "long", "logicalType": "timestamp-nanos"}""", 1_704_164_645_678_901_234, "\"2024-01-02T03:04:05.678901234Z\"")]
    [InlineData("""{"type": "long", "logicalType": "local-timestamp-millis"}""", 0, "\"1970-01-01T00:00:00.000\"")]
    [InlineData("""{"type": "long", "logicalType": "timestamp-millis"}""", long.MaxValue, "9223372036854775807")]
    public void Dates_and_times_are_ISO_texts_where_one_holds_them(string schemaText, long value, string json)
    {
        var schema = AvroSchema.Parse(schemaText);
        AvroWriter writer = AvroWriter.Rent();
        writer.WriteLong(value);
        byte[] data = writer.ToArray();
        writer.Dispose();

        Assert.Equal(json, AvroJsonText.ToJson(schema, data));
        Assert.Equal(data, AvroJsonText.ToAvro(schema, json));
        Assert.Equal(value.ToString(CultureInfo.InvariantCulture), AvroJsonText.ToJson(schema, data, AvroJsonForm.Avro));
    }

    [Theory]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}""", "0404D2", "12.34")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}""", "02FF", "-0.01")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 0}""", "0200", "0")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}""", "040001", "\"AAE=\"")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}""", "00", "\"\"")]
    [InlineData("""{"type": "fixed", "name": "F", "size": 3, "logicalType": "decimal", "precision": 6, "scale": 1}""", "FFFFF6", "-1.0")]
    [InlineData("""{"type": "fixed", "name": "F", "size": 16, "logicalType": "uuid"}""",
        "00112233445566778899AABBCCDDEEFF", "\"00112233-4455-6677-8899-aabbccddeeff\"")]
    [InlineData("""{"type": "fixed", "name": "F", "size": 12, "logicalType": "duration"}""",
        "01000000020000000C0B0000", "\"P1M2DT2.828S\"")]
    [InlineData("\"bytes\"", "0401FF", "\"Af8=\"")]
    [InlineData("\"double\"", "000000000000F8FF", "\"NaN\"")]
    [InlineData("\"float\"", "000080FF", "\"-Infinity\"")]
    [InlineData("""["null", "string"]""", "020261", "\"a\"")]
    [InlineData("""["null", "int", "string"]""", "0202", "1")]
    [InlineData("""["null", "bytes", "string"]""", "040261", "{\"string\":\"a\"}")]
    [InlineData("""{"type": "map", "values": "int"}""", "0202610200", "{\"a\":1}")]
    public void The_plain_form(string schemaText, string hex, string json)
    {
        var schema = AvroSchema.Parse(schemaText);
        byte[] data = Convert.FromHexString(hex);

        Assert.Equal(json, AvroJsonText.ToJson(schema, data));
        Assert.Equal(data, AvroJsonText.ToAvro(schema, json));
    }

    [Fact]
    public void The_form_of_the_specification_tags_unions_and_writes_bytes_as_text()
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "R", "namespace": "n", "fields": [
              {"name": "a", "type": ["null", "bytes"]}, {"name": "b", "type": ["null", "R"]}]}
            """);
        const string json = """{"a":{"bytes":"a\u00FF"},"b":{"n.R":{"a":null,"b":null}}}""";
        byte[] data = Convert.FromHexString("020461FF020000");

        Assert.Equal(json, AvroJsonText.ToJson(schema, data, AvroJsonForm.Avro));
        Assert.Equal(data, AvroJsonText.ToAvro(schema, json, AvroJsonForm.Avro));
    }

    [Theory]
    [InlineData("""{"a":1,"b":"x","c":[2]}""")]
    [InlineData("""{"c":[2],"b":"x","a":1}""")]
    [InlineData("""{"b":"x","a":1,"c":[2]}""")]
    public void The_members_of_a_record_can_be_in_any_order(string json)
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "R", "fields": [
              {"name": "a", "type": "int"}, {"name": "b", "type": "string"}, {"name": "c", "type": {"type": "array", "items": "int"}}]}
            """);

        Assert.Equal("020278020400", Convert.ToHexString(AvroJsonText.ToAvro(schema, json)));
    }

    [Theory]
    [InlineData("""{"a":[{"b":1},{"b":"x"}]}""", "a[1].b", "'x' is not int")]
    [InlineData("""{"a":[{"b":2147483648}]}""", "a[0].b", "is not int")]
    [InlineData("""{"a":[{}]}""", "a[0]", "lacks 'b'")]
    [InlineData("""{"a":[{"b":1,"c":2}]}""", "a[0]", "has no field 'c'")]
    [InlineData("""{"a":[{"b":1,"b":2}]}""", "a[0]", "occurs twice")]
    [InlineData("""{"a":[{"b":1}""", "a", "malformed")]
    [InlineData("""{"a":[]} x""", null, "Something follows")]
    [InlineData("""[]""", null, "A list is not R")]
    public void What_is_wrong_with_JSON_is_said_with_its_place(string json, string? path, string problem)
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "R", "fields": [{"name": "a", "type": {"type": "array", "items":
              {"type": "record", "name": "S", "fields": [{"name": "b", "type": "int"}]}}}]}
            """);

        EventDataException wrong = Assert.Throws<EventDataException>(() => AvroJsonText.ToAvro(schema, json));
        Assert.Equal(path, wrong.Path);
        Assert.Contains(problem, wrong.Message, StringComparison.Ordinal);
        Assert.True(wrong.Offset >= 0);
    }

    [Fact]
    public void Data_that_does_not_fit_its_schema_is_said_with_its_place()
    {
        var schema = AvroSchema.Parse("""
            {"type": "record", "name": "R", "fields": [{"name": "a", "type": {"type": "array", "items": "boolean"}}]}
            """);

        EventDataException wrong = Assert.Throws<EventDataException>(() => AvroJsonText.ToJson(schema, [4, 1, 2, 0]));
        Assert.Equal(("a[1]", 2), (wrong.Path, wrong.Offset));
    }

    [Fact]
    public void JSON_from_outside_is_bounded()
    {
        var list = AvroSchema.Parse("""{"type": "record", "name": "L", "fields": [{"name": "n", "type": ["null", "L"]}]}""");
        string deep = string.Concat(Enumerable.Repeat("{\"n\":", 70)) + "null" + new string('}', 70);
        Assert.Contains("nested", Message(list, deep, AvroLimits.Default), StringComparison.Ordinal);

        var texts = AvroSchema.Parse("""{"type": "array", "items": "string"}""");
        Assert.Contains(
            "most that one value",
            Message(texts, $"[\"{new string('x', 65)}\"]", new AvroLimits { MaxLength = 64 }),
            StringComparison.Ordinal);
        Assert.Contains(
            "2 items", Message(texts, "[\"a\",\"b\",\"c\"]", new AvroLimits { MaxItems = 2 }), StringComparison.Ordinal);

        static string Message(AvroSchema schema, string json, AvroLimits limits) =>
            Assert.Throws<EventDataException>(() => AvroJsonText.ToAvro(schema, json, AvroJsonForm.Plain, limits)).Message;
    }

    [Fact]
    public void A_value_is_written_and_read_in_the_middle_of_other_JSON()
    {
        var schema = AvroSchema.Parse("\"int\"");
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            AvroJsonText.Write(schema, [2], json);
            AvroJsonText.Write(schema, [4], json);
            json.WriteEndArray();
        }

        Assert.Equal("[1,2]", Encoding.UTF8.GetString(stream.ToArray()));
        var reader = new Utf8JsonReader(stream.ToArray());
        reader.Read();
        AvroWriter writer = AvroWriter.Rent();
        AvroJsonText.Read(schema, ref reader, ref writer);
        AvroJsonText.Read(schema, ref reader, ref writer);
        Assert.Equal([2, 4], writer.ToArray());
        writer.Dispose();
    }

    private static byte[] Recode(
        global::Avro.Schema schema, global::Avro.IO.Decoder decoder, Func<Stream, global::Avro.IO.Encoder> create)
    {
        object datum = new GenericDatumReader<object>(schema, schema).Read(null!, decoder);
        using var stream = new MemoryStream();
        global::Avro.IO.Encoder encoder = create(stream);
        new GenericDatumWriter<object>(schema).Write(datum, encoder);
        encoder.Flush();
        return stream.ToArray();
    }

    private static bool ContainsItself(AvroSchema schema, HashSet<string> open) => schema switch
    {
        AvroRecordSchema record => !open.Add(record.FullName)
            || record.Fields.Any(field => ContainsItself(field.Schema, open))
            || !open.Remove(record.FullName),
        AvroArraySchema array => ContainsItself(array.Items, open),
        AvroMapSchema map => ContainsItself(map.Values, open),
        AvroUnionSchema union => union.Branches.Any(branch => ContainsItself(branch, open)),
        _ => false,
    };

    private static Random RandomOf(AvroSchema schema) => new(schema.ToCanonicalForm().Length);

    private static byte[] Bytes(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
