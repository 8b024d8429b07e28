using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Writes one Avro value as JSON.</summary>
sealed class JsonEncoder(Utf8JsonWriter json, AvroJsonForm form)
{
    private const string Mask = "***";

    public JsonPath Path { get; private init; } = new();

    /// <summary>The members, as record and field, whose values aren't written.</summary>
    public IReadOnlySet<string> Masked { get; init; } = FrozenSet<string>.Empty;

    public void Write(AvroSchema schema, ref AvroReader reader)
    {
        switch (schema)
        {
            case AvroRecordSchema record:
                WriteRecord(record, ref reader);
                break;
            case AvroUnionSchema union:
                WriteUnion(union, ref reader);
                break;
            case AvroArraySchema array:
                json.WriteStartArray();
                WriteItems(array, array.Items, ref reader);
                json.WriteEndArray();
                break;
            case AvroMapSchema map:
                json.WriteStartObject();
                WriteItems(map, map.Values, ref reader);
                json.WriteEndObject();
                break;
            case AvroEnumSchema @enum:
                json.WriteStringValue(@enum.Symbols[reader.ReadEnum(@enum.Symbols.Count)]);
                break;
            case AvroFixedSchema @fixed:
                WriteBytes(@fixed, reader.ReadFixed(@fixed.Size));
                break;
            default:
                WritePrimitive(schema, ref reader);
                break;
        }
    }

    private void WriteRecord(AvroRecordSchema record, ref AvroReader reader)
    {
        reader.Enter();
        json.WriteStartObject();
        foreach (AvroField field in record.Fields)
        {
            Path.Enter(field.Name);
            json.WritePropertyName(field.Name);
            if (Masked.Count > 0 && Masked.Contains($"{record.Name}.{field.Name}"))
            {
                json.WriteStringValue(Mask);
                Skip(field.Schema, ref reader);
            }
            else
            {
                Write(field.Schema, ref reader);
            }

            Path.Leave();
        }

        json.WriteEndObject();
        reader.Leave();
    }

    private void Skip(AvroSchema schema, ref AvroReader reader)
    {
        using var nowhere = new Utf8JsonWriter(Stream.Null);
        new JsonEncoder(nowhere, form) { Path = Path }.Write(schema, ref reader);
    }

    private void WriteUnion(AvroUnionSchema union, ref AvroReader reader)
    {
        int index = reader.ReadUnionIndex(union.Branches.Count);
        AvroSchema branch = union.Branches[index];
        var tags = UnionTags.Of(union);
        if (branch.Kind == AvroSchemaKind.Null || (form == AvroJsonForm.Plain && !tags.NeedTags))
        {
            Write(branch, ref reader);
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName(tags.Names[index]);
        Write(branch, ref reader);
        json.WriteEndObject();
    }

    private void WriteItems(AvroSchema schema, AvroSchema item, ref AvroReader reader)
    {
        reader.Enter();
        int index = 0;
        int leastLength = MinLength.OfItem(schema);
        int count;
        while ((count = reader.ReadBlockCount(leastLength)) > 0)
        {
            for (; count > 0; count--, index++)
            {
                if (schema is AvroMapSchema)
                {
                    json.WritePropertyName(reader.ReadString());
                }

                Path.Enter(index);
                Write(item, ref reader);
                Path.Leave();
            }
        }

        reader.Leave();
    }

    private void WritePrimitive(AvroSchema schema, ref AvroReader reader)
    {
        switch (schema.Kind)
        {
            case AvroSchemaKind.Null:
                json.WriteNullValue();
                break;
            case AvroSchemaKind.Boolean:
                json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case AvroSchemaKind.Int:
                WriteNumber(schema, reader.ReadInt());
                break;
            case AvroSchemaKind.Long:
                WriteNumber(schema, reader.ReadLong());
                break;
            case AvroSchemaKind.Float when reader.ReadFloat() is var value:
                if (float.IsFinite(value))
                {
                    json.WriteNumberValue(value);
                }
                else
                {
                    json.WriteStringValue(SpecialNumbers.TextOf(value));
                }

                break;
            case AvroSchemaKind.Double when reader.ReadDouble() is var value:
                if (double.IsFinite(value))
                {
                    json.WriteNumberValue(value);
                }
                else
                {
                    json.WriteStringValue(SpecialNumbers.TextOf(value));
                }

                break;
            case AvroSchemaKind.Bytes:
                WriteBytes(schema, reader.ReadBytes());
                break;
            default:
                json.WriteStringValue(reader.ReadString());
                break;
        }
    }

    private void WriteNumber(AvroSchema schema, long value)
    {
        if (form == AvroJsonForm.Plain && schema.LogicalType is { } type && LogicalTimes.ToText(type.Kind, value) is { } text)
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteNumberValue(value);
        }
    }

    private void WriteBytes(AvroSchema schema, byte[] value)
    {
        if (form == AvroJsonForm.Avro)
        {
            json.WriteStringValue(Encoding.Latin1.GetString(value));
        }
        else if (schema.LogicalType is { } type && LogicalBytes.ToText(schema, type, value) is { } text)
        {
            if (type.Kind == AvroLogicalTypeKind.Decimal)
            {
                json.WriteRawValue(text, skipInputValidation: true);
            }
            else
            {
                json.WriteStringValue(text);
            }
        }
        else
        {
            json.WriteBase64StringValue(value);
        }
    }
}
