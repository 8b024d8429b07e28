using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>The conformance vectors, read and written with generated code: each schema as the only member of an event.</summary>
public sealed class BinaryVectorTests
{
    // A record can't declare a member that is always null, or a default other than null for a nullable one.
    private static readonly string[] NotExpressible = ["null", "defaults of every kind"];

    // Java reads the digits with the reader's scale and turns 123.45 into 1.2345; here the value is preserved.
    private const string OtherScale = "decimal scale 2 read as scale 4 (silent /100 error)";

    [Theory]
    [InlineData("OpenEdxEvent")]
    [InlineData("AvroEvent")]
    public void Every_vector_is_read_as_its_datum_and_written_as_its_bytes(string attribute)
    {
        Vector[] vectors = [.. AvroJson.Parse(SharedFiles.ConformanceFile("binary-vectors.json")).Items.Select(Vector.Of).Where(
            vector => !NotExpressible.Contains(vector.Name) && vector.Name != OtherScale)];
        string[] sources =
            [.. vectors.Select((vector, i) => RecordSource.Of(Expressible.Event(vector.Reader), Namespace(i), attribute))];
        System.Reflection.Assembly assembly = GeneratorRun.Of(sources).Load();
        for (int i = 0; i < vectors.Length; i++)
        {
            var @event = new LoadedEvent(assembly, Namespace(i) + ".Event");
            byte[] written = @event.Serialize(@event.Deserialize(vectors[i].Data, Writer(vectors[i].Writer)));
            Assert.Equal(
                $"{vectors[i].Name}: {Convert.ToHexString(vectors[i].Expected)}", $"{vectors[i].Name}: {Convert.ToHexString(written)}");
        }
    }

    [Theory]
    [InlineData("OpenEdxEvent")]
    [InlineData("AvroEvent")]
    public void A_decimal_of_another_scale_stays_the_number_that_it_was(string attribute)
    {
        Vector vector = AvroJson.Parse(SharedFiles.ConformanceFile("binary-vectors.json")).Items.Select(Vector.Of).Single(
            vector => vector.Name == OtherScale);
        string source = RecordSource.Of(Expressible.Event(vector.Reader), "Scaled", attribute);
        var @event = new LoadedEvent(GeneratorRun.Of(source).Load(), "Scaled.Event");

        object value = @event.Deserialize(vector.Data, Writer(vector.Writer));

        Assert.Equal(123.45m, value.GetType().GetProperty("ValueMember")!.GetValue(value));
    }

    [Theory]
    [InlineData("OpenEdxEvent")]
    [InlineData("AvroEvent")]
    public void Defaults_of_every_kind_are_filled_in(string attribute)
    {
        Vector vector = AvroJson.Parse(SharedFiles.ConformanceFile("binary-vectors.json")).Items.Select(Vector.Of).Single(
            vector => vector.Name == "defaults of every kind");
        var whole = (AvroRecordSchema)vector.Reader;
        var reader = new AvroRecordSchema(
            whole.Name,
            whole.Namespace,
            [.. whole.Fields.Where(field => field.Schema is not AvroUnionSchema { Branches: [{ Kind: not AvroSchemaKind.Null }, ..] })]);
        string source = RecordSource.Of(new AvroRecordSchema("CloudEvent", null, [new AvroField("value", reader)]), "Filled", attribute);
        var @event = new LoadedEvent(GeneratorRun.Of(source).Load(), "Filled.Event");

        byte[] expected = JsonDatum.Encode(reader, vector.ReadAs);
        Assert.Equal(
            Convert.ToHexString(expected), Convert.ToHexString(@event.Serialize(@event.Deserialize(vector.Data, Writer(vector.Writer)))));
    }

    private static AvroRecordSchema Writer(AvroSchema schema) => new("CloudEvent", null, [new AvroField("value", schema)]);

    private static string Namespace(int number) => "V" + number.ToString(CultureInfo.InvariantCulture);

    private sealed record Vector(string Name, AvroSchema Writer, AvroSchema Reader, byte[] Data, AvroJson ReadAs)
    {
        public byte[] Expected => JsonDatum.Encode(Expressible.Event(Reader).Fields[0].Schema, ReadAs);

        public static Vector Of(AvroJson test)
        {
            var schema = AvroSchema.Parse(test.Member("schema")!.ToString());
            AvroSchema reader = test.Member("readerSchema") is { } other ? AvroSchema.Parse(other.ToString()) : schema;
            return new Vector(test.Member("name")!.Text, schema, reader, Convert.FromHexString(
                test.Member("hex")!.Text), (test.Member("readAs") ?? test.Member("json"))!);
        }
    }
}
