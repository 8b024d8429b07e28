using System.Buffers.Binary;
using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>Writes random data of a schema as Avro binary. Bytes are ASCII, so that they can also be read as text.</summary>
public sealed class DatumGenerator
{
    private const int MaxDepth = 12;

    private readonly Random _random;
    private readonly int _mostItems;
    private readonly List<byte> _bytes = [];

    private DatumGenerator(Random random, int mostItems)
    {
        _random = random;
        _mostItems = mostItems;
    }

    /// <summary>Data of a schema.</summary>
    public static byte[] Make(AvroSchema schema, Random random)
    {
        var generator = new DatumGenerator(random, mostItems: 2);
        generator.Write(schema, 0);
        return [.. generator._bytes];
    }

    /// <summary>
    /// Data of a schema, and its narrowest schema, which has no other data of this structure: the branches in the data instead of unions,
    /// enums with one symbol, and empty unions as the items of empty lists. Lists and maps have at most one item.
    /// </summary>
    public static (byte[] Data, AvroSchema Exact) MakeExact(AvroSchema schema, Random random)
    {
        var generator = new DatumGenerator(random, mostItems: 1);
        AvroSchema exact = generator.Write(schema, 0);
        return ([.. generator._bytes], exact);
    }

    private AvroSchema Write(AvroSchema schema, int depth)
    {
        switch (schema)
        {
            case AvroRecordSchema record:
                AvroField[] fields = [.. record.Fields.Select(field => new AvroField(field.Name, Write(field.Schema, depth + 1)))];
                return new AvroRecordSchema(record.Name, record.Namespace, fields);
            case AvroUnionSchema union:
                int branch = Branch(union, depth);
                WriteLong(branch);
                return Write(union.Branches[branch], depth + 1);
            case AvroEnumSchema @enum:
                int symbol = _random.Next(@enum.Symbols.Count);
                WriteLong(symbol);
                return new AvroEnumSchema(@enum.Name, @enum.Namespace, [@enum.Symbols[symbol]]);
            case AvroFixedSchema @fixed:
                WriteText(@fixed.Size);
                return @fixed;
            case AvroArraySchema array:
                return new AvroArraySchema(WriteBlocks(depth, _ => Write(array.Items, depth + 1)));
            case AvroMapSchema map:
                return new AvroMapSchema(WriteBlocks(depth, i =>
                {
                    WriteLong(1);
                    _bytes.Add((byte)('a' + i));
                    return Write(map.Values, depth + 1);
                }));
            default:
                WritePrimitive(schema.Kind);
                return schema;
        }
    }

    private int Branch(AvroUnionSchema union, int depth)
    {
        int @null = union.Branches.ToList().FindIndex(branch => branch.Kind == AvroSchemaKind.Null);
        return depth > MaxDepth && @null >= 0 ? @null : _random.Next(union.Branches.Count);
    }

    private AvroSchema WriteBlocks(int depth, Func<int, AvroSchema> write)
    {
        AvroSchema item = new AvroUnionSchema([]);
        int count = depth > MaxDepth ? 0 : _random.Next(_mostItems + 1);
        if (count > 0)
        {
            WriteLong(count);
            for (int i = 0; i < count; i++)
            {
                item = write(i);
            }
        }

        WriteLong(0);
        return item;
    }

    private void WritePrimitive(AvroSchemaKind kind)
    {
        Span<byte> bytes = stackalloc byte[8];
        switch (kind)
        {
            case AvroSchemaKind.Null:
                break;
            case AvroSchemaKind.Boolean:
                _bytes.Add((byte)_random.Next(2));
                break;
            case AvroSchemaKind.Int:
                WriteLong(_random.Next(int.MinValue, int.MaxValue));
                break;
            case AvroSchemaKind.Long:
                WriteLong(_random.NextInt64(long.MinValue, long.MaxValue));
                break;
            case AvroSchemaKind.Float:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, _random.NextSingle());
                _bytes.AddRange(bytes[..4]);
                break;
            case AvroSchemaKind.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, _random.NextDouble());
                _bytes.AddRange(bytes);
                break;
            default:
                int length = _random.Next(4);
                WriteLong(length);
                WriteText(length);
                break;
        }
    }

    private void WriteText(int length)
    {
        for (int i = 0; i < length; i++)
        {
            _bytes.Add((byte)('a' + _random.Next(26)));
        }
    }

    private void WriteLong(long value)
    {
        ulong left = (ulong)((value << 1) ^ (value >> 63));
        for (; left >= 0x80; left >>= 7)
        {
            _bytes.Add((byte)(left | 0x80));
        }

        _bytes.Add((byte)left);
    }
}
