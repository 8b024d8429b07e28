using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Avro.Generic;
using Avro.IO;

namespace EventSchemas.Generators.Tests;

public sealed class EveryTypeTests
{
    public static TheoryData<string> Conventions { get; } = new("OpenEdxEvent", "AvroEvent");

    [Theory]
    [MemberData(nameof(Conventions))]
    public void What_was_written_is_read_again(string attribute)
    {
        (LoadedEvent @event, object sample) = Of(attribute);
        byte[] data = @event.Serialize(sample);

        Assert.Equal(data, @event.Serialize(@event.Deserialize(data)));
        Assert.Equal(Text(sample), Text(@event.Deserialize(data)));
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void A_plan_reads_the_same(string attribute)
    {
        (LoadedEvent @event, object sample) = Of(attribute);
        byte[] data = @event.Serialize(sample);

        Assert.Equal(data, @event.Serialize(@event.Deserialize(data, EveryType.Foreign(@event))));
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void The_schema_has_nothing_that_Avro_would_ignore(string attribute) =>
        Assert.Empty(Of(attribute).Event.Descriptor.Schema.Inspect());

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Apache_Avro_reads_it_to_the_last_byte_and_writes_the_same(string attribute)
    {
        (LoadedEvent @event, object sample) = Of(attribute);
        var schema = (global::Avro.RecordSchema)global::Avro.Schema.Parse(WithoutWhatApacheLacks(@event.Descriptor.RegistryText));
        byte[] data = @event.Serialize(sample);
        using var input = new MemoryStream(data);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(input));
        using var output = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(schema).Write(record, new BinaryEncoder(output));

        Assert.Equal(data.Length, input.Position);
        Assert.Equal(Convert.ToHexString(data), Convert.ToHexString(output.ToArray()));
        Assert.Equal(Text(sample), Text(@event.Deserialize(output.ToArray())));
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Every_truncation_and_every_changed_byte_is_a_value_or_the_one_exception(string attribute)
    {
        (LoadedEvent @event, object sample) = Of(attribute);
        byte[] data = @event.Serialize(sample);
        for (int i = 0; i < data.Length; i++)
        {
            Assert.Throws<EventDataException>(() => @event.Deserialize(data[..i]));
            foreach (byte flip in (ReadOnlySpan<byte>)[0x01, 0x80, 0xFF, 0x10])
            {
                byte[] changed = [.. data];
                changed[i] ^= flip;
                Assert.True(Record.Exception(() => @event.Deserialize(changed)) is null or EventDataException);
            }
        }
    }

    private static (LoadedEvent Event, object Sample) Of(string attribute) => attribute == "AvroEvent"
        ? (EveryType.EventOfAvro, EveryType.Sample(EveryType.AssemblyOfAvro))
        : (EveryType.Event, EveryType.Sample());

    // The Apache library lacks these logical types, and a uuid in a fixed, and reads the underlying types.
    private static string WithoutWhatApacheLacks(string schema)
    {
        JsonNode root = JsonNode.Parse(schema)!;
        Visit(root);
        return root.ToJsonString();

        static void Visit(JsonNode? node)
        {
            if (node is JsonObject type && type["logicalType"]?.GetValue<string>() is { } name
                && (name is "duration" or "timestamp-nanos" or "local-timestamp-nanos"
                    || (name == "uuid" && type["type"]!.GetValue<string>() == "fixed")))
            {
                type.Remove("logicalType");
            }

            foreach (JsonNode? child in node switch
            {
                JsonObject parent => parent.Select(property => property.Value),
                JsonArray items => items,
                _ => [],
            })
            {
                Visit(child);
            }
        }
    }

    // Every part of a value, so that every difference after a round trip is detected.
    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        ReadOnlyMemory<byte> memory => Convert.ToHexString(memory.Span),
        byte[] bytes => Convert.ToHexString(bytes),
        System.Collections.IDictionary map => string.Join(",", map.Keys.Cast<object>().Select(key => $"{key}:{Text(map[key])}")),
        System.Collections.IEnumerable items => $"[{string.Join(",", items.Cast<object?>().Select(Text))}]",
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)[..26],
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ when value.GetType().Namespace == "Acme" => $"{value.GetType().Name}({Properties(value)})",
        _ => value.ToString()!,
    };

    private static string Properties(object value) => string.Join(
        ",",
        value.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name}={Text(property.GetValue(value))}"));
}
