using System.Buffers.Binary;
using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>Writes random data of a schema as Avro binary. Bytes are ASCII, so that they can also be read as text.</summary>
public sealed class DatumGenerator
{
    private const int MaxDepth = 12;

    private readonly Random _random;
    private readonly List<byte> _bytes = [];

    private DatumGenerator(Random random)
    {
        _random = random;
    }

    public static byte[] Make(AvroSchema schema, Random random)
    {
        var generator = new DatumGenerator(random);
        generator.Write(schema, 0);
        return [.. generator._bytes];
    }

    private void Write(AvroSchema schema, int depth)
    {
        switch (schema)
        {
            case AvroRecordSchema record:
                foreach (AvroField field in record.Fields)
                {
                    Write(field.Schema, depth + 1);
                }

                break;
            case AvroUnionSchema union:
                int branch = Branch(union, depth);
                WriteLong(branch);
                Write(union.Branches[branch], depth + 1);
                break;
            case AvroEnumSchema @enum:
                WriteLong(_random.Next(@enum.Symbols.Count));
                break;
            case AvroFixedSchema @fixed:
                WriteText(@fixed.Size);
                break;
            case AvroArraySchema array:
                WriteBlocks(depth, _ => Write(array.Items, depth + 1));
                break;
            case AvroMapSchema map:
                WriteBlocks(depth, i =>
                {
                    WriteLong(1);
                    _bytes.Add((byte)('a' + i));
                    Write(map.Values, depth + 1);
                });
                break;
            default:
                WritePrimitive(schema.Kind);
                break;
        }
    }

    private int Branch(AvroUnionSchema union, int depth)
    {
        int @null = union.Branches.ToList().FindIndex(branch => branch.Kind == AvroSchemaKind.Null);
        return depth > MaxDepth && @null >= 0 ? @null : _random.Next(union.Branches.Count);
    }

    private void WriteBlocks(int depth, Action<int> write)
    {
        int count = depth > MaxDepth ? 0 : _random.Next(3);
        if (count > 0)
        {
            WriteLong(count);
            for (int i = 0; i < count; i++)
            {
                write(i);
            }
        }

        WriteLong(0);
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
