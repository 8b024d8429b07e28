using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>Converts data in Avro's JSON encoding, where a union's value is wrapped in its branch's name, to Avro binary.</summary>
static class JsonDatum
{
    public static byte[] Encode(AvroSchema schema, AvroJson datum)
    {
        var bytes = new List<byte>();
        Put(bytes, schema, datum);
        return [.. bytes];
    }

    private static void Put(List<byte> bytes, AvroSchema schema, AvroJson datum)
    {
        switch (schema)
        {
            case AvroUnionSchema union:
                int branch = union.Branches.ToList().FindIndex(
                    one => datum.Kind == AvroJsonKind.Null ? one.Kind == AvroSchemaKind.Null : datum.Members.Count == 1
                        && datum.Members[0].Key == Name(one));
                Long(bytes, branch);
                Put(bytes, union.Branches[branch], datum.Kind == AvroJsonKind.Null ? datum : datum.Members[0].Value);
                break;
            case AvroRecordSchema record:
                foreach (AvroField field in record.Fields)
                {
                    Put(bytes, field.Schema, datum.Member(field.Name)!);
                }

                break;
            case AvroEnumSchema @enum:
                Long(bytes, @enum.Symbols.ToList().IndexOf(datum.Text));
                break;
            case AvroFixedSchema:
                bytes.AddRange(Encoding.Latin1.GetBytes(datum.Text));
                break;
            case AvroArraySchema array:
                Items(bytes, datum.Items, item => Put(bytes, array.Items, item));
                break;
            case AvroMapSchema map:
                Items(bytes, datum.Members, member =>
                {
                    Text(bytes, Encoding.UTF8.GetBytes(member.Key));
                    Put(bytes, map.Values, member.Value);
                });
                break;
            default:
                Primitive(bytes, schema.Kind, datum.Text);
                break;
        }
    }

    private static void Primitive(List<byte> bytes, AvroSchemaKind kind, string text)
    {
        byte[] eight = new byte[8];
        switch (kind)
        {
            case AvroSchemaKind.Null:
                break;
            case AvroSchemaKind.Boolean:
                bytes.Add(text == "true" ? (byte)1 : (byte)0);
                break;
            case AvroSchemaKind.Int or AvroSchemaKind.Long:
                Long(bytes, long.Parse(text, CultureInfo.InvariantCulture));
                break;
            case AvroSchemaKind.Float:
                BinaryPrimitives.WriteSingleLittleEndian(eight, float.Parse(text, CultureInfo.InvariantCulture));
                bytes.AddRange(eight[..4]);
                break;
            case AvroSchemaKind.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(eight, double.Parse(text, CultureInfo.InvariantCulture));
                bytes.AddRange(eight);
                break;
            default:
                Text(bytes, kind == AvroSchemaKind.Bytes ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text));
                break;
        }
    }

    private static void Items<T>(List<byte> bytes, IReadOnlyList<T> items, Action<T> put)
    {
        if (items.Count > 0)
        {
            Long(bytes, items.Count);
            items.ToList().ForEach(put);
        }

        Long(bytes, 0);
    }

    private static void Text(List<byte> bytes, byte[] text)
    {
        Long(bytes, text.Length);
        bytes.AddRange(text);
    }

    private static void Long(List<byte> bytes, long value)
    {
        ulong left = (ulong)((value << 1) ^ (value >> 63));
        for (; left >= 0x80; left >>= 7)
        {
            bytes.Add((byte)(left | 0x80));
        }

        bytes.Add((byte)left);
    }

    private static string Name(AvroSchema schema) =>
        schema is AvroNamedSchema named ? named.FullName : schema.Kind.ToString().ToLowerInvariant();
}
