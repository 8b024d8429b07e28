using Avro.Generic;
using Avro.IO;
using EventSchemas.Avro;
using MemoryPack;
using System.Text.Json;

namespace EventSchemas.Benchmarks;

/// <summary>Who else does it.</summary>
static class Contenders
{
    public static IEnumerable<Contender> Writing<T>(T value)
        where T : class, IEventContract<T>
    {
        (GenericDatumWriter<GenericRecord> writer, GenericRecord generic) = Apache(value);
        yield return new("MemoryPack", n => Operations.Repeat(n, () => MemoryPackSerializer.Serialize(value)));
        yield return new("System.Text.Json, source-generated", n => Operations.Repeat(n, () => JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), PayloadJson.Default)));
        yield return new("Apache.Avro, generic", n => Operations.Repeat(n, () =>
        {
            using var stream = new MemoryStream();
            writer.Write(generic, new BinaryEncoder(stream));
            return stream.ToArray();
        }));
    }

    public static IEnumerable<Contender> WritingInto<T>(T value, byte[] buffer)
        where T : class, IEventContract<T>
    {
        (GenericDatumWriter<GenericRecord> writer, GenericRecord generic) = Apache(value);
        yield return new("MemoryPack", n =>
        {
            var target = new System.Buffers.ArrayBufferWriter<byte>(buffer.Length);
            Operations.Repeat(n, () =>
            {
                target.ResetWrittenCount();
                MemoryPackSerializer.Serialize(target, value);
                return target.WrittenCount;
            });
        });
        yield return new("System.Text.Json, source-generated", n =>
        {
            var target = new System.Buffers.ArrayBufferWriter<byte>(buffer.Length);
            using var json = new Utf8JsonWriter(target);
            Operations.Repeat(n, () =>
            {
                target.ResetWrittenCount();
                json.Reset(target);
                JsonSerializer.Serialize(json, value, typeof(T), PayloadJson.Default);
                return target.WrittenCount;
            });
        });
        yield return new("Apache.Avro, generic", n => Operations.Repeat(n, () =>
        {
            using var stream = new MemoryStream(buffer);
            writer.Write(generic, new BinaryEncoder(stream));
            return stream.Position;
        }));
    }

    public static IEnumerable<Contender> Reading<T>(T value, byte[] data, AvroSchema schema)
        where T : class, IEventContract<T>
    {
        byte[] packed = MemoryPackSerializer.Serialize(value);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), PayloadJson.Default);
        yield return new("MemoryPack", n => Operations.Repeat(n, () => MemoryPackSerializer.Deserialize<T>(packed)));
        yield return new("System.Text.Json, source-generated", n => Operations.Repeat(n, () => JsonSerializer.Deserialize(json, typeof(T), PayloadJson.Default)));
        yield return ApacheReading("Apache.Avro, generic", data, schema, schema);
    }

    public static IEnumerable<Contender> ReadingOlder<T>(byte[] data, AvroSchema older)
        where T : class, IEventContract<T>
    {
        yield return ApacheReading("Apache.Avro, generic", data, older, T.Schema);
    }

    private static Contender ApacheReading(string name, byte[] data, AvroSchema writer, AvroSchema reader)
    {
        var datum = new GenericDatumReader<GenericRecord>(global::Avro.Schema.Parse(writer.ToJson()), global::Avro.Schema.Parse(reader.ToJson()));
        return new Contender(name, n => Operations.Repeat(n, () =>
        {
            using var stream = new MemoryStream(data);
            return datum.Read(null!, new BinaryDecoder(stream));
        }));
    }

    private static (GenericDatumWriter<GenericRecord> Writer, GenericRecord Value) Apache<T>(T value)
        where T : class, IEventContract<T>
    {
        global::Avro.Schema schema = global::Avro.Schema.Parse(T.Schema.ToJson());
        using var stream = new MemoryStream(AvroCodec.Serialize(value));
        return (new GenericDatumWriter<GenericRecord>(schema), new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(stream)));
    }
}
