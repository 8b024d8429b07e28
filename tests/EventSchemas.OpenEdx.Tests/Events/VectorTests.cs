using System.Text.Json;
using System.Text.Json.Nodes;
using Avro.Generic;
using Avro.IO;
using EventSchemas.Avro;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>The package's events, compared with schemas and data of the Python library.</summary>
public sealed class VectorTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [Fact]
    public void Every_schema_is_the_one_that_the_Python_library_generates()
    {
        Assert.SkipWhen(
            SharedFiles.OpenEdx is null, "The schemas of the Python library are not on this machine: they come from ../shared.");
        string[] files = Directory.GetFiles(Path.Combine(SharedFiles.OpenEdx!, "schemas"), "*.avsc");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            var schema = AvroSchema.Parse(File.ReadAllText(file));
            Assert.Equal(
                schema.ToJson(AvroJsonFormat.Registry),
                PackageEvent.All[((AvroRecordSchema)schema).Namespace!].Codec.Descriptor.RegistryText);
            Assert.Equal(schema.ToJson(), PackageEvent.All[((AvroRecordSchema)schema).Namespace!].Codec.Descriptor.Schema.ToJson());
        }
    }

    [Fact]
    public void Every_event_is_written_as_the_bytes_that_the_Python_library_wrote()
    {
        foreach ((LoadedEvent @event, Type type, JsonNode record, byte[] bytes) in Vectors())
        {
            Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(@event.Serialize(record.Deserialize(type, Json)!)));
        }
    }

    [Fact]
    public void Every_event_that_the_Python_library_wrote_is_read_as_its_record()
    {
        foreach ((LoadedEvent @event, Type type, JsonNode record, byte[] bytes) in Vectors())
        {
            JsonNode? read = JsonSerializer.SerializeToNode(@event.Deserialize(bytes), type, Json);
            Assert.True(
                JsonNode.DeepEquals(Without(record), Without(read)),
                $"{type.Name}: {record.ToJsonString()} was read as {read?.ToJsonString()}");
        }
    }

    [Fact]
    public void A_resolution_plan_reads_every_event_like_the_generated_reader()
    {
        foreach ((LoadedEvent @event, Type type, _, byte[] bytes) in Vectors())
        {
            var writer = (AvroRecordSchema)@event.Descriptor.Schema;
            var renamed = AvroSchema.Parse(writer.ToJson().Replace(
                $"\"namespace\": \"{writer.Namespace}\"", "\"namespace\": \"elsewhere\"", StringComparison.Ordinal));
            Assert.Equal(@event.Serialize(@event.Deserialize(bytes)), @event.Serialize(@event.Deserialize(bytes, renamed)));
        }
    }

    [Fact]
    public void Apache_Avro_round_trips_every_event()
    {
        foreach ((LoadedEvent @event, _, JsonNode record, byte[] bytes) in Vectors())
        {
            // Apache's parser rejects the hyphen in the namespace of one event type.
            string text = @event.Descriptor.Schema.ToJson().Replace(
                "redemption-reversed", "redemption_reversed", StringComparison.Ordinal);
            var schema = (global::Avro.RecordSchema)global::Avro.Schema.Parse(text);
            using var input = new MemoryStream(bytes);
            GenericRecord read = new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(input));
            Assert.Equal(bytes.Length, input.Position);

            using var output = new MemoryStream();
            new GenericDatumWriter<GenericRecord>(schema).Write(read, new BinaryEncoder(output));
            Assert.True(output.ToArray().AsSpan().SequenceEqual(bytes), record.ToJsonString());
        }
    }

    // The Python record has no member for an optional value that is missing.
    private static JsonNode? Without(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach ((string name, JsonNode? value) in members.Where(member => member.Value is not null))
                {
                    copy[name] = Without(value);
                }

                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(Without)]);
            default:
                return node?.DeepClone();
        }
    }

    private static List<(LoadedEvent Event, Type Type, JsonNode Record, byte[] Bytes)> Vectors()
    {
        JsonArray vectors = JsonNode.Parse(SharedFiles.OpenEdxFile("vectors.json"))!.AsArray();
        List<(LoadedEvent, Type, JsonNode, byte[])> cases = [];
        foreach (JsonNode? vector in vectors)
        {
            PackageEvent @event = PackageEvent.All[vector!["event_type"]!.GetValue<string>()];
            cases.Add((@event.Codec, @event.Type, vector["record"]!, Convert.FromHexString(vector["avro_hex"]!.GetValue<string>())));
        }

        Assert.NotEmpty(cases);
        return cases;
    }
}
