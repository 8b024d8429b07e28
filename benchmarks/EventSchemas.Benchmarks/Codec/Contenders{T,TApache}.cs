using System.Buffers;
using System.Text.Json;
using Avro.Generic;
using Avro.IO;
using Avro.Specific;
using Confluent.Kafka;
using Confluent.SchemaRegistry.Serdes;
using EventSchemas.Avro;
using EventSchemas.Benchmarks.Apache;
using MemoryPack;

namespace EventSchemas.Benchmarks;

/// <summary>The other implementations.</summary>
/// <typeparam name="T">The event.</typeparam>
/// <typeparam name="TApache">Its class for Apache.Avro.</typeparam>
sealed class Contenders<T, TApache>
    where T : class, IEventContract<T>
    where TApache : ApacheRecord, new()
{
    private readonly T _value;
    private readonly byte[] _data;
    private readonly global::Avro.Schema _schema = global::Avro.Schema.Parse(SchemaOf().ToJson());
    private readonly global::Avro.Schema _specificSchema = new TApache().Schema;
    private readonly GenericRecord _generic;
    private readonly TApache _specific;
    private readonly SerializationContext _context = new(MessageComponentType.Value, typeof(T).Name);

    public Contenders(T value)
    {
        _value = value;
        _data = AvroCodec.Serialize(value);
        using var generic = new MemoryStream(_data);
        _generic = new GenericDatumReader<GenericRecord>(_schema, _schema).Read(null!, new BinaryDecoder(generic));
        using var specific = new MemoryStream(_data);
        _specific = new SpecificDatumReader<TApache>(_specificSchema, _specificSchema).Read(new TApache(), new BinaryDecoder(specific));
    }

    public IEnumerable<Contender> Writing()
    {
        var generic = new GenericDatumWriter<GenericRecord>(_schema);
        var specific = new SpecificDatumWriter<TApache>(_specificSchema);
        var confluent = new AvroSerializer<TApache>(ConfluentRegistry.Client);
        return
        [
            new("MemoryPack", n => Operations.Repeat(n, () => MemoryPackSerializer.Serialize(_value))),
            new(
                "System.Text.Json, source-generated",
                n => Operations.Repeat(n, () => JsonSerializer.SerializeToUtf8Bytes(_value, typeof(T), PayloadJson.Default))),
            new(
                "Apache.Avro, specific",
                n => Operations.Repeat(n, () => Write(stream => specific.Write(_specific, new BinaryEncoder(stream))))),
            new(
                "Apache.Avro, generic",
                n => Operations.Repeat(n, () => Write(stream => generic.Write(_generic, new BinaryEncoder(stream))))),
            new(
                "Confluent's Avro serializer",
                n => Operations.Repeat(n, () => confluent.SerializeAsync(_specific, _context).GetAwaiter().GetResult())),
        ];
    }

    public IEnumerable<Contender> WritingInto(byte[] buffer)
    {
        var target = new ArrayBufferWriter<byte>(buffer.Length);
        var generic = new GenericDatumWriter<GenericRecord>(_schema);
        var specific = new SpecificDatumWriter<TApache>(_specificSchema);
        return
        [
            new("MemoryPack", n => Operations.Repeat(n, () =>
            {
                target.ResetWrittenCount();
                MemoryPackSerializer.Serialize(target, _value);
                return target.WrittenCount;
            })),
            new("System.Text.Json, source-generated", n =>
            {
                using var json = new Utf8JsonWriter(target);
                Operations.Repeat(n, () =>
                {
                    target.ResetWrittenCount();
                    json.Reset(target);
                    JsonSerializer.Serialize(json, _value, typeof(T), PayloadJson.Default);
                    return target.WrittenCount;
                });
            }),
            new(
                "Apache.Avro, specific",
                n => Operations.Repeat(n, () => WriteInto(buffer, stream => specific.Write(_specific, new BinaryEncoder(stream))))),
            new(
                "Apache.Avro, generic",
                n => Operations.Repeat(n, () => WriteInto(buffer, stream => generic.Write(_generic, new BinaryEncoder(stream))))),
        ];
    }

    public IEnumerable<Contender> Reading()
    {
        byte[] packed = MemoryPackSerializer.Serialize(_value);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(_value, typeof(T), PayloadJson.Default);
        ReadOnlyMemory<byte> framed =
            new AvroSerializer<TApache>(ConfluentRegistry.Client).SerializeAsync(_specific, _context).GetAwaiter().GetResult();
        var confluent = new AvroDeserializer<TApache>(ConfluentRegistry.Client);
        return
        [
            new("MemoryPack", n => Operations.Repeat(n, () => MemoryPackSerializer.Deserialize<T>(packed))),
            new(
                "System.Text.Json, source-generated",
                n => Operations.Repeat(n, () => JsonSerializer.Deserialize(json, typeof(T), PayloadJson.Default))),
            .. ReadingFrom(_data, SchemaOf()),
            new(
                "Confluent's Avro deserializer",
                n => Operations.Repeat(n, () => confluent.DeserializeAsync(framed, isNull: false, _context).GetAwaiter().GetResult())),
        ];
    }

    public IEnumerable<Contender> ReadingFrom(byte[] data, AvroSchema writer)
    {
        string text = writer.ToJson();
        var generic = new GenericDatumReader<GenericRecord>(global::Avro.Schema.Parse(text), _schema);
        var from = global::Avro.Schema.Parse(text.Replace(
            $"\"namespace\": \"{((AvroRecordSchema)writer).Namespace}\"",
            $"\"namespace\": \"{((global::Avro.RecordSchema)_specificSchema).Namespace}\"",
            StringComparison.Ordinal));
        var specific = new SpecificDatumReader<TApache>(from, _specificSchema);
        return
        [
            new("Apache.Avro, specific", n => Operations.Repeat(n, () => Read(data, decoder => specific.Read(new TApache(), decoder)))),
            new("Apache.Avro, generic", n => Operations.Repeat(n, () => Read(data, decoder => generic.Read(null!, decoder)))),
        ];
    }

    private static byte[] Write(Action<MemoryStream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static long WriteInto(byte[] buffer, Action<MemoryStream> write)
    {
        using var stream = new MemoryStream(buffer);
        write(stream);
        return stream.Position;
    }

    private static TResult Read<TResult>(byte[] data, Func<BinaryDecoder, TResult> read)
    {
        using var stream = new MemoryStream(data);
        return read(new BinaryDecoder(stream));
    }

    private static AvroSchema SchemaOf() => T.Schema;
}
