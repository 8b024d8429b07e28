using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Makes Avro binary of a default that fits its schema, so that generated code reads a default like any other value.</summary>
static class DefaultEncoder
{
    public static byte[] Encode(AvroSchema schema, AvroJson value)
    {
        var data = new List<byte>();
        Put(data, schema, value);
        return [.. data];
    }

    private static void Put(List<byte> data, AvroSchema schema, AvroJson value)
    {
        switch (schema)
        {
            case AvroUnionSchema union:
                Long(data, 0);
                Put(data, union.Branches[0], value);
                break;
            case AvroRecordSchema record:
                foreach (AvroField field in record.Fields)
                {
                    Put(data, field.Schema, value.Member(field.Name) ?? field.Default!);
                }

                break;
            case AvroEnumSchema @enum:
                Long(data, @enum.Symbols.ToList().IndexOf(value.Text));
                break;
            case AvroFixedSchema:
                data.AddRange(value.Text.Select(c => (byte)c));
                break;
            case AvroArraySchema array:
                Items(data, value.Items, item => Put(data, array.Items, item));
                break;
            case AvroMapSchema map:
                Items(data, value.Members, member =>
                {
                    Bytes(data, System.Text.Encoding.UTF8.GetBytes(member.Key));
                    Put(data, map.Values, member.Value);
                });
                break;
            default:
                Primitive(data, schema.Kind, value);
                break;
        }
    }

    private static void Primitive(List<byte> data, AvroSchemaKind kind, AvroJson value)
    {
        switch (kind)
        {
            case AvroSchemaKind.Boolean:
                data.Add(value.Text == "true" ? (byte)1 : (byte)0);
                break;
            case AvroSchemaKind.Int or AvroSchemaKind.Long:
                Long(data, long.Parse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
                break;
            case AvroSchemaKind.Float:
                LittleEndian(data, BitConverter.GetBytes(float.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture)));
                break;
            case AvroSchemaKind.Double:
                LittleEndian(data, BitConverter.GetBytes(double.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture)));
                break;
            case AvroSchemaKind.Bytes:
                Bytes(data, [.. value.Text.Select(c => (byte)c)]);
                break;
            case AvroSchemaKind.String:
                Bytes(data, System.Text.Encoding.UTF8.GetBytes(value.Text));
                break;
            default:
                break;
        }
    }

    private static void Items<T>(List<byte> data, IReadOnlyList<T> items, Action<T> put)
    {
        if (items.Count > 0)
        {
            Long(data, items.Count);
            foreach (T item in items)
            {
                put(item);
            }
        }

        Long(data, 0);
    }

    private static void Bytes(List<byte> data, byte[] bytes)
    {
        Long(data, bytes.Length);
        data.AddRange(bytes);
    }

    private static void LittleEndian(List<byte> data, byte[] bytes) =>
        data.AddRange(BitConverter.IsLittleEndian ? bytes : [.. Enumerable.Reverse(bytes)]);

    private static void Long(List<byte> data, long value)
    {
        ulong rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        for (; rest >= 0x80; rest >>= 7)
        {
            data.Add((byte)(rest | 0x80));
        }

        data.Add((byte)rest);
    }
}
