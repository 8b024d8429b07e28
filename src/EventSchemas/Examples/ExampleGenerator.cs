using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Writes an example of a schema. Fields whose value was refused get their next candidate.</summary>
sealed class ExampleGenerator
{
    private const int MaxDepth = 100;

    // 2024-01-02T03:04:05.678Z
    private const long Milliseconds = 1_704_164_645_678;
    private const int Days = 19_724;
    private const int MillisecondsOfDay = 11_045_678;
    private const int OneHour = 3_600_000;
    private const string DecimalDigits = "12345678901234567890";

    private readonly Dictionary<string, int> _candidates = new(StringComparer.Ordinal);
    private readonly HashSet<string> _exhausted = new(StringComparer.Ordinal);
    private readonly HashSet<AvroSchema> _open = new(ReferenceEqualityComparer.Instance);

    public byte[] Make(AvroSchema schema)
    {
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            Write(schema, path: "", name: "", ref writer);
            return writer.ToArray();
        }
        finally
        {
            _open.Clear();
            writer.Dispose();
        }
    }

    /// <summary>Moves the value at a path on to its next candidate; false if there is none.</summary>
    public bool TryNext(string path)
    {
        _candidates[path] = _candidates.GetValueOrDefault(path) + 1;
        return !_exhausted.Contains(path);
    }

    private void Write(AvroSchema schema, string path, string name, ref AvroWriter writer)
    {
        switch (schema)
        {
            case AvroRecordSchema record:
                WriteRecord(record, path, ref writer);
                break;
            case AvroUnionSchema union:
                int branch = BranchOf(union);
                writer.WriteUnionIndex(branch);
                Write(union.Branches[branch], path, name, ref writer);
                break;
            case AvroArraySchema array:
                if (!Reaches(array.Items))
                {
                    writer.WriteBlockStart(1);
                    Write(array.Items, $"{path}[0]", name, ref writer);
                }

                writer.WriteBlockEnd();
                break;
            case AvroMapSchema map:
                if (!Reaches(map.Values))
                {
                    writer.WriteBlockStart(1);
                    writer.WriteString("key");
                    Write(map.Values, $"{path}[0]", name, ref writer);
                }

                writer.WriteBlockEnd();
                break;
            case AvroEnumSchema @enum:
                writer.WriteInt(0);
                break;
            case AvroFixedSchema @fixed:
                writer.WriteFixed(BytesOf(@fixed, @fixed.Size), @fixed.Size);
                break;
            default:
                WritePrimitive(schema, path, name, ref writer);
                break;
        }
    }

    private void WriteRecord(AvroRecordSchema record, string path, ref AvroWriter writer)
    {
        if (!_open.Add(record))
        {
            throw new ArgumentException($"The record {record.FullName} contains itself without an end.", nameof(record));
        }

        foreach (AvroField field in record.Fields)
        {
            Write(field.Schema, path.Length == 0 ? field.Name : $"{path}.{field.Name}", field.Name, ref writer);
        }

        _open.Remove(record);
    }

    private int BranchOf(AvroUnionSchema union)
    {
        int @null = -1;
        for (int i = 0; i < union.Branches.Count; i++)
        {
            AvroSchema branch = union.Branches[i];
            if (branch.Kind == AvroSchemaKind.Null)
            {
                @null = i;
            }
            else if (!Reaches(branch))
            {
                return i;
            }
        }

        return @null >= 0 ? @null : throw new ArgumentException("A union has no branch with a finite value.", nameof(union));
    }

    /// <summary>Whether a value has to contain a record that is being written.</summary>
    private bool Reaches(AvroSchema schema) => Reaches(schema, new HashSet<AvroSchema>(ReferenceEqualityComparer.Instance), MaxDepth);

    private bool Reaches(AvroSchema schema, HashSet<AvroSchema> entered, int depth) => schema switch
    {
        AvroRecordSchema record => _open.Contains(record)
            || (depth > 0 && entered.Add(record) && record.Fields.Any(field => Reaches(field.Schema, entered, depth - 1))),
        AvroUnionSchema union => union.Branches.All(branch => Reaches(branch, entered, depth)),
        _ => false,
    };

    private void WritePrimitive(AvroSchema schema, string path, string name, ref AvroWriter writer)
    {
        AvroLogicalType? type = schema.LogicalType;
        switch (schema.Kind)
        {
            case AvroSchemaKind.Null:
                break;
            case AvroSchemaKind.Boolean:
                writer.WriteBoolean(true);
                break;
            case AvroSchemaKind.Int or AvroSchemaKind.Long:
                writer.WriteLong(type is null ? Candidate(path, ExampleValues.Numbers(name)) : NumberOf(type.Kind));
                break;
            case AvroSchemaKind.Float:
                writer.WriteFloat((float)ExampleValues.Fraction(name));
                break;
            case AvroSchemaKind.Double:
                writer.WriteDouble(ExampleValues.Fraction(name));
                break;
            case AvroSchemaKind.Bytes:
                writer.WriteBytes(BytesOf(schema, size: null));
                break;
            default:
                writer.WriteString(type is null ? Candidate(path, ExampleValues.Texts(name)) : ExampleValues.Uuid);
                break;
        }
    }

    private T Candidate<T>(string path, IReadOnlyList<T> values)
    {
        int index = _candidates.GetValueOrDefault(path);
        if (index >= values.Count - 1)
        {
            _exhausted.Add(path);
        }

        return values[Math.Min(index, values.Count - 1)];
    }

    private static long NumberOf(AvroLogicalTypeKind kind) => kind switch
    {
        AvroLogicalTypeKind.Date => Days,
        AvroLogicalTypeKind.TimeMillis => MillisecondsOfDay,
        AvroLogicalTypeKind.TimeMicros => MillisecondsOfDay * 1_000L,
        AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.LocalTimestampMillis => Milliseconds,
        AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.LocalTimestampMicros => Milliseconds * 1_000,
        _ => Milliseconds * 1_000_000,
    };

    private static byte[] BytesOf(AvroSchema schema, int? size)
    {
        switch (schema.LogicalType)
        {
            case { Kind: AvroLogicalTypeKind.Decimal } type:
                string digits = DecimalDigits[..Math.Min(Math.Min(type.Precision, type.Scale + 2), DecimalDigits.Length)];
                byte[] unscaled = BigInteger.Parse(digits, CultureInfo.InvariantCulture).ToByteArray(isBigEndian: true);
                return size is null ? unscaled : [.. new byte[size.Value - unscaled.Length], .. unscaled];
            case { Kind: AvroLogicalTypeKind.Uuid }:
                return Guid.Parse(ExampleValues.Uuid).ToByteArray(bigEndian: true);
            case { Kind: AvroLogicalTypeKind.Duration }:
                byte[] duration = new byte[AvroDuration.Length];
                BinaryPrimitives.WriteInt32LittleEndian(duration.AsSpan(4), 1);
                BinaryPrimitives.WriteInt32LittleEndian(duration.AsSpan(8), OneHour);
                return duration;
            case { Kind: AvroLogicalTypeKind.BigDecimal }:
                // The unscaled value 1234 with its length, and the scale 2: 12.34.
                return [4, 4, 0xD2, 4];
            default:
                return [.. Enumerable.Range(1, size ?? 3).Select(i => (byte)i)];
        }
    }
}
