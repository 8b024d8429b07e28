using System.Text;
using System.Text.Json;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Reads one JSON value as Avro. The reader is at the value's first token before, and at its last one after.</summary>
sealed class JsonDecoder(AvroJsonForm form, AvroLimits limits)
{
    private const char LastLatin1 = '\u00FF';
    private const int ShownLength = 64;

    private int _depth;
    private int _items;

    public JsonPath Path { get; } = new();

    public static void Next(ref Utf8JsonReader json)
    {
        if (!json.Read())
        {
            throw new EventDataException("The JSON ends here");
        }
    }

    public void Read(AvroSchema schema, ref Utf8JsonReader json, ref AvroWriter writer)
    {
        switch (schema)
        {
            case AvroRecordSchema record:
                Enter();
                ReadRecord(record, ref json, ref writer);
                _depth--;
                break;
            case AvroUnionSchema union:
                ReadUnion(union, ref json, ref writer);
                break;
            case AvroArraySchema array:
                Enter();
                ReadItems(array.Items, JsonTokenType.EndArray, ref json, ref writer);
                _depth--;
                break;
            case AvroMapSchema map:
                Enter();
                ReadItems(map.Values, JsonTokenType.EndObject, ref json, ref writer);
                _depth--;
                break;
            case AvroEnumSchema @enum:
                writer.WriteInt(SymbolOf(@enum, ref json));
                break;
            case AvroFixedSchema @fixed:
                byte[] bytes = BytesOf(@fixed, ref json);
                if (bytes.Length != @fixed.Size)
                {
                    throw new EventDataException($"{@fixed.FullName} has {@fixed.Size} bytes, and this value has {bytes.Length}");
                }

                writer.WriteFixed(bytes, @fixed.Size);
                break;
            default:
                ReadPrimitive(schema, ref json, ref writer);
                break;
        }
    }

    private void ReadRecord(AvroRecordSchema record, ref Utf8JsonReader json, ref AvroWriter writer)
    {
        Expect(JsonTokenType.StartObject, record.FullName, ref json);
        byte[]?[] early = new byte[]?[record.Fields.Count];
        int next = 0;
        for (Next(ref json); json.TokenType == JsonTokenType.PropertyName; Next(ref json))
        {
            string name = TextOf(ref json);
            int index = record.IndexOf(name);
            if (index < 0)
            {
                throw new EventDataException($"{record.FullName} has no field {Quote(name)}");
            }

            if (index < next || early[index] is not null)
            {
                throw new EventDataException($"{Quote(name)} occurs twice");
            }

            Path.Enter(name);
            Next(ref json);
            if (index == next)
            {
                Read(record.Fields[index].Schema, ref json, ref writer);
                next++;
                for (; next < early.Length && early[next] is { } bytes; next++)
                {
                    writer.WriteRaw(bytes);
                }
            }
            else
            {
                early[index] = ReadAhead(record.Fields[index].Schema, ref json);
            }

            Path.Leave();
        }

        if (next < early.Length)
        {
            throw new EventDataException($"{record.FullName} lacks {Quote(record.Fields[next].Name)}");
        }
    }

    private byte[] ReadAhead(AvroSchema schema, ref Utf8JsonReader json)
    {
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            Read(schema, ref json, ref writer);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private void ReadUnion(AvroUnionSchema union, ref Utf8JsonReader json, ref AvroWriter writer)
    {
        var tags = UnionTags.Of(union);
        bool isTagged = json.TokenType != JsonTokenType.Null && (form == AvroJsonForm.Avro || tags.NeedTags);
        if (isTagged)
        {
            Expect(JsonTokenType.StartObject, "a union with the branch's name", ref json);
            Next(ref json);
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                throw new EventDataException($"A union's value names its branch: {string.Join(", ", tags.Names)}");
            }
        }

        int index = isTagged ? IndexOf(tags, TextOf(ref json)) : tags.BranchOf(ShapeOf(json.TokenType));
        if (index < 0)
        {
            throw new EventDataException(
                $"{Shown(ref json)} is no value of the union, whose branches are {string.Join(", ", tags.Names)}");
        }

        writer.WriteUnionIndex(index);
        if (isTagged)
        {
            Next(ref json);
        }

        Read(union.Branches[index], ref json, ref writer);
        if (isTagged)
        {
            Next(ref json);
            Expect(JsonTokenType.EndObject, "the end of the union's value", ref json);
        }
    }

    private static int IndexOf(UnionTags tags, string name)
    {
        for (int i = 0; i < tags.Names.Count; i++)
        {
            if (tags.Names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private void ReadItems(AvroSchema item, JsonTokenType end, ref Utf8JsonReader json, ref AvroWriter writer)
    {
        bool isMap = end == JsonTokenType.EndObject;
        Expect(isMap ? JsonTokenType.StartObject : JsonTokenType.StartArray, isMap ? "a map" : "a list", ref json);
        AvroWriter items = AvroWriter.Rent();
        try
        {
            int count = 0;
            for (Next(ref json); json.TokenType != end; Next(ref json), count++)
            {
                if (++_items > limits.MaxItems)
                {
                    throw new EventDataException($"{limits.MaxItems} items in lists and maps are the most that one event may have");
                }

                Path.Enter(count);
                if (isMap)
                {
                    items.WriteString(TextOf(ref json));
                    Next(ref json);
                }

                Read(item, ref json, ref items);
                Path.Leave();
            }

            if (count > 0)
            {
                writer.WriteBlockStart(count);
                writer.WriteRaw(items.WrittenSpan);
            }

            writer.WriteBlockEnd();
        }
        finally
        {
            items.Dispose();
        }
    }

    private void ReadPrimitive(AvroSchema schema, ref Utf8JsonReader json, ref AvroWriter writer)
    {
        switch (schema.Kind)
        {
            case AvroSchemaKind.Null:
                Expect(JsonTokenType.Null, "null", ref json);
                break;
            case AvroSchemaKind.Boolean:
                writer.WriteBoolean(json.TokenType is JsonTokenType.True or JsonTokenType.False
                    ? json.GetBoolean()
                    : throw Unexpected("a boolean", ref json));
                break;
            case AvroSchemaKind.Int:
                writer.WriteInt((int)NumberOf(schema, int.MinValue, int.MaxValue, ref json));
                break;
            case AvroSchemaKind.Long:
                writer.WriteLong(NumberOf(schema, long.MinValue, long.MaxValue, ref json));
                break;
            case AvroSchemaKind.Float:
                writer.WriteFloat((float)FloatOf(isSingle: true, ref json));
                break;
            case AvroSchemaKind.Double:
                writer.WriteDouble(FloatOf(isSingle: false, ref json));
                break;
            case AvroSchemaKind.Bytes:
                writer.WriteBytes(BytesOf(schema, ref json));
                break;
            default:
                writer.WriteString(TextOf(ref json));
                break;
        }
    }

    private long NumberOf(AvroSchema schema, long least, long most, ref Utf8JsonReader json)
    {
        AvroLogicalType? type = form == AvroJsonForm.Plain ? schema.LogicalType : null;
        long? value = json.TokenType switch
        {
            JsonTokenType.Number when json.TryGetInt64(out long number) => number,
            JsonTokenType.String when type is not null => LogicalTimes.Parse(type.Kind, TextOf(ref json)),
            _ => null,
        };
        return value >= least && value <= most
            ? value.Value
            : throw Unexpected(type is null ? UnionTags.NameOf(schema) : $"{type.Name} or {UnionTags.NameOf(schema)}", ref json);
    }

    private double FloatOf(bool isSingle, ref Utf8JsonReader json)
    {
        double? value = json.TokenType switch
        {
            JsonTokenType.String => SpecialNumbers.Parse(TextOf(ref json)),
            JsonTokenType.Number when isSingle => json.TryGetSingle(out float number) && float.IsFinite(number) ? number : null,
            JsonTokenType.Number => json.TryGetDouble(out double number) && double.IsFinite(number) ? number : null,
            _ => null,
        };
        return value ?? throw Unexpected(isSingle ? "float" : "double", ref json);
    }

    private byte[] BytesOf(AvroSchema schema, ref Utf8JsonReader json)
    {
        AvroLogicalType? type = form == AvroJsonForm.Plain ? schema.LogicalType : null;
        if (json.TokenType == JsonTokenType.Number && type is { Kind: AvroLogicalTypeKind.Decimal })
        {
            return LogicalBytes.FromDecimal(schema, type.Scale, RawText(ref json)) ?? throw Unexpected(type.ToString(), ref json);
        }

        string text = TextOf(ref json);
        if (form == AvroJsonForm.Avro)
        {
            return text.AsSpan().IndexOfAnyExceptInRange('\0', LastLatin1) < 0
                ? Encoding.Latin1.GetBytes(text)
                : throw new EventDataException("Bytes are text in ISO 8859-1, and this text has another character");
        }

        if (type is not null && LogicalBytes.Parse(type, text) is { } bytes)
        {
            return bytes;
        }

        return json.TryGetBytesFromBase64(out byte[]? value) ? value : throw Unexpected(type?.Name ?? "base64", ref json);
    }

    private int SymbolOf(AvroEnumSchema @enum, ref Utf8JsonReader json)
    {
        string symbol = TextOf(ref json);
        for (int i = 0; i < @enum.Symbols.Count; i++)
        {
            if (@enum.Symbols[i] == symbol)
            {
                return i;
            }
        }

        throw new EventDataException($"{Quote(symbol)} is no symbol of {@enum.FullName}");
    }

    private string TextOf(ref Utf8JsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw Unexpected("a text", ref json);
        }

        long length = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
        if (length > limits.MaxLength)
        {
            throw new EventDataException($"A text has {length} bytes, and {limits.MaxLength} are the most that one value may have");
        }

        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new EventDataException("A text isn't valid Unicode", -1, innerException: e);
        }
    }

    private void Enter()
    {
        if (++_depth > limits.MaxDepth)
        {
            throw new EventDataException($"Values are nested more than {limits.MaxDepth} deep");
        }
    }

    private static JsonShapes ShapeOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Null => JsonShapes.Null,
        JsonTokenType.True or JsonTokenType.False => JsonShapes.Boolean,
        JsonTokenType.Number => JsonShapes.Number,
        JsonTokenType.String => JsonShapes.Text,
        JsonTokenType.StartArray => JsonShapes.Array,
        _ => JsonShapes.Object,
    };

    private static void Expect(JsonTokenType token, string what, ref Utf8JsonReader json)
    {
        if (json.TokenType != token)
        {
            throw Unexpected(what, ref json);
        }
    }

    private static EventDataException Unexpected(string expected, ref Utf8JsonReader json) =>
        new($"{Shown(ref json)} is not {expected}");

    private static string Shown(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject or JsonTokenType.EndObject => "An object",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "A list",
        _ => Quote(RawText(ref json)),
    };

    private static string RawText(ref Utf8JsonReader json) =>
        Encoding.UTF8.GetString(json.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(json.ValueSequence) : json.ValueSpan);

    private static string Quote(string text) => text.Length > ShownLength ? $"'{text[..ShownLength]}…'" : $"'{text}'";
}
