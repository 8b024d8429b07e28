using Avro.Generic;
using Avro.IO;
using EventSchemas.Avro;

namespace EventSchemas.Benchmarks;

/// <summary>A payload that the previous version of the schema wrote, without the newest member.</summary>
/// <param name="Schema">The older schema.</param>
/// <param name="Data">The same content otherwise.</param>
sealed record OlderPayload(AvroSchema Schema, byte[] Data)
{
    /// <summary>Removes the last member of a record; Apache.Avro projects the data.</summary>
    /// <param name="schema">The current schema.</param>
    /// <param name="record">The record's name.</param>
    /// <param name="data">The payload.</param>
    public static OlderPayload Without(AvroSchema schema, string record, byte[] data)
    {
        AvroSchema older = Older(schema, record);
        global::Avro.Schema from = global::Avro.Schema.Parse(schema.ToJson());
        global::Avro.Schema to = global::Avro.Schema.Parse(older.ToJson());
        using var input = new MemoryStream(data);
        using var output = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(to).Write(
            new GenericDatumReader<GenericRecord>(from, to).Read(null!, new BinaryDecoder(input)), new BinaryEncoder(output));
        return new OlderPayload(older, output.ToArray());
    }

    private static AvroSchema Older(AvroSchema schema, string record) => schema switch
    {
        AvroRecordSchema one => new AvroRecordSchema(
            one.Name,
            one.Namespace,
            [.. one.Fields
                .Take(one.Fields.Count - (one.Name == record ? 1 : 0))
                .Select(field => new AvroField(field.Name, Older(field.Schema, record), field.Default))]),
        AvroArraySchema array => new AvroArraySchema(Older(array.Items, record)),
        AvroUnionSchema union => new AvroUnionSchema([.. union.Branches.Select(branch => Older(branch, record))]),
        _ => schema,
    };
}
