using Avro.Generic;
using Avro.IO;

namespace EventSchemas.Avro.Tests;

/// <summary>Checks our verdicts with Apache.Avro, by reading data.</summary>
public sealed class ApacheOracleTests
{
    private const int Count = 20_000;
    private const int DataOfACompatiblePair = 5;
    private const int TriesForAWitness = 200;

    [Fact]
    public void Apache_reads_what_we_call_readable_and_fails_on_some_datum_of_what_we_do_not()
    {
        int readable = 0;
        int unreadable = 0;
        Property.ForAll(GeneratedSchemas.VersionsForApache, Count, pair =>
        {
            (AvroSchema writer, AvroSchema reader) = pair;
            global::Avro.Schema from = Parse(writer);
            global::Avro.Schema to = Parse(reader);
            IReadOnlyList<AvroIncompatibility> found = AvroCompatibility.CanRead(reader, writer);
            var random = new Random(writer.ToCanonicalForm().Length + (31 * reader.ToCanonicalForm().Length));
            if (found.Count == 0)
            {
                readable++;
                Assert.All(Data(writer, random, DataOfACompatiblePair), data => Assert.Null(Read(from, to, data)));
            }
            else
            {
                unreadable++;
                Assert.True(
                    Data(writer, random, TriesForAWitness).Any(data => Read(from, to, data) is not null),
                    $"Nothing fails, but we say: {string.Join("; ", found)}");
            }
        });

        Assert.True(readable > Count / 2);
        Assert.True(unreadable > Count / 20);
    }

    // Reading with the reader's own schema in the writer's place: what Python services do with entries on Redis.
    [Fact]
    public void Apache_reads_with_its_own_schema_what_we_say_can_be_read_without_the_writers()
    {
        int readable = 0;
        int unreadable = 0;
        Property.ForAll(GeneratedSchemas.VersionsForApache, Count, pair =>
        {
            (AvroSchema writer, AvroSchema reader) = pair;
            AvroDifference[] breaks =
                [.. AvroDifferences.OfUnresolvedReading(writer, reader).Where(difference => difference.BreaksBackward)];
            unreadable += breaks.Length > 0 ? 1 : 0;
            if (breaks.Length > 0)
            {
                return;
            }

            readable++;
            global::Avro.Schema own = Parse(reader);
            var random = new Random(writer.ToCanonicalForm().Length + (31 * reader.ToCanonicalForm().Length));
            foreach (byte[] data in Data(writer, random, DataOfACompatiblePair))
            {
                var read = new MemoryStream(data);
                object value = new GenericReader<object>(own, own).Read(null!, new BinaryDecoder(read));
                var written = new MemoryStream();
                new GenericWriter<object>(own).Write(value, new BinaryEncoder(written));

                // Nothing was skipped and nothing taken for something else; what follows is a member that was removed at the end.
                Assert.Equal(data[..(int)read.Position], written.ToArray());
            }
        });

        Assert.True(readable > Count / 4, $"{readable}");
        Assert.True(unreadable > Count / 20, $"{unreadable}");
    }

    // The specification compares names without their namespaces (section Schema Resolution).
    [Fact]
    public void Deviation_of_Apache_namespaces_count() =>
        Deviates(
            """{"type": "record", "name": "R", "namespace": "a", "fields": []}""",
            """{"type": "record", "name": "R", "namespace": "b", "fields": []}""",
            []);

    // The specification promotes string and bytes to each other (section Schema Resolution).
    [Theory]
    [InlineData("\"string\"", "\"bytes\"")]
    [InlineData("\"bytes\"", "\"string\"")]
    [InlineData("[\"null\", \"string\"]", "[\"null\", \"bytes\"]")]
    public void Deviation_of_Apache_text_is_not_promoted(string writer, string reader) =>
        Deviates(writer, reader, writer[0] == '[' ? [2, 2, (byte)'x'] : [2, (byte)'x']);

    // By the specification a writer's union is resolved by the branch in the data; Apache resolves such a union only with a primitive.
    [Fact]
    public void Deviation_of_Apache_a_union_is_not_read_as_its_only_branch() =>
        Deviates("""[{"type": "array", "items": "int"}]""", """{"type": "array", "items": "int"}""", [0, 0]);

    // The specification requires distinct names of fields, but not of aliases; Java rejects an alias only if reading would be ambiguous.
    [Fact]
    public void Deviation_of_Apache_an_alias_must_not_be_another_name_of_the_record()
    {
        var schema = AvroSchema.Parse("""{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int", "aliases": ["a"]}]}""");

        Assert.Throws<global::Avro.SchemaParseException>(() => Parse(schema));
        Assert.Empty(AvroCompatibility.CanRead(schema, schema));
    }

    // By the specification a reader's alias replaces the field's name; Apache reads the field, and then requires a default anyway.
    [Fact]
    public void Deviation_of_Apache_an_aliased_field_needs_a_default() =>
        Deviates(
            """{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}]}""",
            """{"type": "record", "name": "R", "fields": [{"name": "b", "type": "int", "aliases": ["a"]}]}""",
            [2]);

    // In the specification a reader's alias replaces the field's name; it doesn't say which field is used if two match. Java throws.
    [Fact]
    public void Deviation_of_Apache_a_field_with_two_matches_is_read_by_its_own_name()
    {
        var writer = AvroSchema.Parse(
            """{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]}""");
        var reader = AvroSchema.Parse("""{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int", "aliases": ["b"]}]}""");

        Assert.Null(Read(Parse(writer), Parse(reader), [2, 4]));
        Assert.Equal(AvroIncompatibilityKind.AmbiguousAlias, Assert.Single(AvroCompatibility.CanRead(reader, writer)).Kind);
    }

    // By the specification a symbol that the reader lacks is an error unless the reader has a default symbol.
    [Fact]
    public void Deviation_of_Apache_its_check_ignores_missing_enum_symbols()
    {
        var writer = AvroSchema.Parse("""{"type": "enum", "name": "E", "symbols": ["A", "B"]}""");
        var reader = AvroSchema.Parse("""{"type": "enum", "name": "E", "symbols": ["A"]}""");

        Assert.True(Parse(reader).CanRead(Parse(writer)));
        Assert.NotNull(Read(Parse(writer), Parse(reader), [2]));
        Assert.Equal(AvroIncompatibilityKind.MissingEnumSymbols, Assert.Single(AvroCompatibility.CanRead(reader, writer)).Kind);
    }

    private static void Deviates(string writer, string reader, byte[] data)
    {
        Assert.Empty(AvroCompatibility.CanRead(AvroSchema.Parse(reader), AvroSchema.Parse(writer)));
        Assert.NotNull(Read(global::Avro.Schema.Parse(writer), global::Avro.Schema.Parse(reader), data));
    }

    private static IEnumerable<byte[]> Data(AvroSchema writer, Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => DatumGenerator.Make(writer, random));

    // The reason why it can't be read, or null.
    private static Exception? Read(global::Avro.Schema writer, global::Avro.Schema reader, byte[] data)
    {
        var stream = new MemoryStream(data);
        Exception? problem = Record.Exception(() => new GenericReader<object>(writer, reader).Read(null!, new BinaryDecoder(stream)));
        Assert.True(problem is not null || stream.Position == stream.Length);
        return problem;
    }

    private static global::Avro.Schema Parse(AvroSchema schema) => global::Avro.Schema.Parse(ReducedSchema.ForResolution(schema).ToJson());
}
