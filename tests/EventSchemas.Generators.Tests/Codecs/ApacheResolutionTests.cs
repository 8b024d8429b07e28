using System.Globalization;
using System.Reflection;
using Avro.Generic;
using Avro.IO;
using CsCheck;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// Generated pairs of schemas: the reader's becomes a record, and the generated code's reading of the writer's data is compared with
/// Apache.Avro's resolution, byte for byte.
/// </summary>
public sealed class ApacheResolutionTests
{
    private const int Batches = 4;
    private const int EventsOfABatch = 30;
    private const int DataOfAnEvent = 4;

    [Theory]
    [InlineData("OpenEdxEvent", 7)]
    [InlineData("AvroEvent", 8)]
    public void Generated_code_resolves_what_Apache_resolves_to_the_same_bytes(string attribute, uint stream)
    {
        var random = new PCG(stream, 20261124);
        int compared = 0;
        for (int batch = 0; batch < Batches * Scale.Factor; batch++)
        {
            (AvroRecordSchema Writer, AvroRecordSchema Reader)[] pairs =
            [
                .. Enumerable.Range(0, EventsOfABatch)
                    .Select(_ => GeneratedSchemas.VersionsForApache.Generate(random, null!, out Size _))
                    .Select(
                        pair =>
                            (new AvroRecordSchema(
                                "CloudEvent", null, [new AvroField("value", ReducedSchema.ForResolution(pair.One))]), Expressible.Event(
                                ReducedSchema.ForResolution(pair.Other)))),
            ];
            string[] sources = [.. pairs.Select((pair, i) => RecordSource.Of(pair.Reader, Namespace(i), attribute))];
            Assembly assembly = GeneratorRun.Of(sources).Load();
            for (int i = 0; i < pairs.Length; i++)
            {
                compared += Compare(new LoadedEvent(assembly, Namespace(i) + ".Event"), pairs[i].Writer, pairs[i].Reader);
            }
        }

        Assert.True(compared > Batches * EventsOfABatch, $"Only {compared} data were compared.");
    }

    private static string Namespace(int number) => "N" + number.ToString(CultureInfo.InvariantCulture);

    private static int Compare(LoadedEvent @event, AvroRecordSchema writer, AvroRecordSchema reader)
    {
        Assert.True(
            Record.Exception(() => @event.Descriptor) is null,
            $"The generator has no schema for {reader}, said as {RecordSource.Of(reader, "N")}");
        string text = ReducedSchema.ForResolution(@event.Descriptor.Schema).ToJson(AvroJsonFormat.Registry);
        Assert.Equal(
            reader.ToJson(AvroJsonFormat.Registry),
            text.Replace($", \"namespace\": \"{((AvroRecordSchema)@event.Descriptor.Schema).Namespace}\"", "", StringComparison.Ordinal));
        global::Avro.Schema from = global::Avro.Schema.Parse(writer.ToJson());
        global::Avro.Schema to = global::Avro.Schema.Parse(reader.ToJson());
        bool mustRead = AvroCompatibility.CanRead(reader, writer).Count == 0;
        var random = new Random(writer.ToCanonicalForm().Length + (31 * reader.ToCanonicalForm().Length));
        int compared = 0;
        for (int i = 0; i < DataOfAnEvent; i++)
        {
            byte[] data = DatumGenerator.Make(writer, random);
            byte[]? ours = Ours(@event, writer, data, mustRead);
            byte[]? theirs = Theirs(from, to, data, mustRead);
            if (ours is null || theirs is null)
            {
                continue;
            }

            Assert.True(
                ours.AsSpan().SequenceEqual(theirs),
                $"{Convert.ToHexString(data)} of {writer} as {reader} is {Convert.ToHexString(ours)} to us, and "
                + $"{Convert.ToHexString(theirs)} to Apache");
            Assert.Equal(theirs, @event.Serialize(@event.Deserialize(theirs)));
            Assert.Equal(ours, Theirs(to, to, ours, mustRead: true));
            compared++;
        }

        return compared;
    }

    private static byte[]? Ours(LoadedEvent @event, AvroSchema writer, byte[] data, bool mustRead)
    {
        try
        {
            return @event.Serialize(@event.Deserialize(data, writer));
        }
        catch (Exception e) when (!mustRead && e is EventDataException or SchemaResolutionException)
        {
            return null;
        }
    }

    private static byte[]? Theirs(global::Avro.Schema from, global::Avro.Schema to, byte[] data, bool mustRead)
    {
        try
        {
            using var input = new MemoryStream(data);

            // The other reader, GenericDatumReader, overflows the stack when it skips a recursive record.
            GenericRecord record = new GenericReader<GenericRecord>(from, to).Read(null!, new BinaryDecoder(input));
            Assert.Equal(data.Length, input.Position);
            using var output = new MemoryStream();
            new GenericDatumWriter<GenericRecord>(to).Write(record, new BinaryEncoder(output));
            return output.ToArray();
        }
        catch (global::Avro.AvroException) when (!mustRead)
        {
            return null;
        }
    }
}
