using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Declarations;

namespace EventSchemas.Tool;

/// <summary>
/// Writes a value of an event in C#, as its types are constructed. What can't be written, such as a type of another kind, is null.
/// </summary>
/// <param name="types">The types of the events.</param>
/// <param name="names">Names them.</param>
sealed class CSharpValue(CSharpTypes types, CSharpNames names)
{
    // 2024-01-02T03:04:05.678Z, as in examples of data: a text by the name of its field need not be a date.
    private static readonly DateTimeOffset Instant = new(2024, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    private static readonly Guid Uuid = new("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10");

    private static readonly HashSet<string> Lists =
    [
        "System.Collections.Generic.List",
        "System.Collections.Generic.IList",
        "System.Collections.Generic.ICollection",
        "System.Collections.Generic.IReadOnlyList",
        "System.Collections.Generic.IReadOnlyCollection",
        "System.Collections.Immutable.ImmutableArray",
        "System.Collections.Immutable.ImmutableList",
        "System.Collections.Immutable.IImmutableList",
    ];

    // How a dictionary becomes one of another kind.
    private static readonly Dictionary<string, (string Namespace, string Call)> Maps = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.Dictionary"] = ("System.Collections.Generic", ""),
        ["System.Collections.Generic.IDictionary"] = ("System.Collections.Generic", ""),
        ["System.Collections.Generic.IReadOnlyDictionary"] = ("System.Collections.Generic", ""),
        ["System.Collections.Immutable.ImmutableDictionary"] = ("System.Collections.Immutable", ".ToImmutableDictionary()"),
        ["System.Collections.Immutable.IImmutableDictionary"] = ("System.Collections.Immutable", ".ToImmutableDictionary()"),
        ["System.Collections.Frozen.FrozenDictionary"] = ("System.Collections.Frozen", ".ToFrozenDictionary()"),
    };

    /// <summary>A value.</summary>
    /// <param name="type">Its type in C#.</param>
    /// <param name="schema">Its type in the schema.</param>
    /// <param name="json">The value, in the JSON encoding of Avro.</param>
    public CodeNode? Of(CSharpType type, AvroSchema schema, JsonElement json)
    {
        if (schema is AvroUnionSchema union)
        {
            return json.ValueKind == JsonValueKind.Null ? new CodeNode("null") : OfUnion(type, union, json.EnumerateObject().Single());
        }

        return type is { Name: CSharpType.Nullable, Arguments: [var value] } ? Of(value, schema, json)
            : types.Find(type) is { } declared ? OfDeclared(type, declared, schema, json)
            : OfFramework(type, schema, json);
    }

    private CodeNode? OfUnion(CSharpType type, AvroUnionSchema union, JsonProperty value)
    {
        AvroSchema branch = union.Branches.First(one => NameOf(one) == value.Name);
        AvroSchema[] records = [.. union.Branches.Where(one => !SchemaPhrase.IsNull(one))];
        return types.Find(type) is { Branches: { Count: > 0 } branches }
            ? branches.Count == records.Length && CSharpType.Parse(branches[Array.IndexOf(records, branch)]) is { } record
                ? Of(record, branch, value.Value)
                : null
            : Of(type, branch, value.Value);
    }

    private CodeNode? OfDeclared(CSharpType type, ManifestType declared, AvroSchema schema, JsonElement json)
    {
        if (declared.Converter is { } converter)
        {
            return Converted(converter, schema, json);
        }

        return (declared, schema) switch
        {
            ({ IsParsable: true }, { Kind: AvroSchemaKind.String }) =>
                new CodeNode($"{names.Of(type)}.Parse({TypeNames.Literal(json.GetString())}, null)"),
            ({ Symbols.Count: > 0 }, AvroEnumSchema) =>
                declared.Symbols.FirstOrDefault(symbol => symbol.Value == json.GetString()).Key is { } member
                    ? new CodeNode($"{names.Of(type)}.{CSharpNames.Identifier(member)}")
                    : null,
            ({ Members: { } members }, AvroRecordSchema record) => OfRecord(type, members, record, json),
            _ => null,
        };
    }

    private CodeNode? Converted(string converter, AvroSchema schema, JsonElement json) =>
        schema is AvroPrimitiveSchema { LogicalType: null }
        && WireOf(schema.Kind) is { } wire
        && OfFramework(new CSharpType(wire, []), schema, json) is { } value
            ? new CodeNode($"{names.Of(converter)}.FromWire", new CodeBlock("(", [("", value)], ")"))
            : null;

    private CodeNode? OfRecord(CSharpType type, IReadOnlyList<ManifestMember> members, AvroRecordSchema record, JsonElement json)
    {
        var arguments = new List<(string, CodeNode)>();
        var properties = new List<(string, CodeNode)>();
        foreach (ManifestMember member in members)
        {
            AvroField? field = record.Fields.FirstOrDefault(field => IsOf(member, field.Name));
            if (field is null && !member.IsParameter)
            {
                continue;
            }

            if (field is null || Member(member, field, json) is not { } value)
            {
                return null;
            }

            string name = CSharpNames.Identifier(member.Name);
            (member.IsParameter ? arguments : properties).Add((member.IsParameter ? $"{name}: " : $"{name} = ", value));
        }

        bool isEmpty = arguments.Count == 0 && properties.Count > 0;
        return new CodeNode(
            $"new {names.Of(type)}",
            [
                .. isEmpty ? [] : new[] { new CodeBlock("(", arguments, ")") },
                .. properties.Count == 0 ? [] : new[] { new CodeBlock("{", properties, "}") },
            ]);
    }

    private CodeNode? Member(ManifestMember member, AvroField field, JsonElement json)
    {
        JsonElement value = json.GetProperty(field.Name);
        return member.Type is null || CSharpType.Parse(member.Type) is not { } type ? null
            : member.Converter is { } converter && value.ValueKind != JsonValueKind.Null
                ? Converted(converter, field.Schema, value)
                : Of(type, field.Schema, value);
    }

    private CodeNode? OfFramework(CSharpType type, AvroSchema schema, JsonElement json) => schema switch
    {
        AvroArraySchema array when (type.IsArray || Lists.Contains(type.Name)) && type.Arguments is [var items] =>
            ListOf([.. json.EnumerateArray().Select(item => Of(items, array.Items, item))]),
        AvroMapSchema map when type.Arguments.Count == 2 && Maps.TryGetValue(type.Name, out (string Namespace, string Call) made) =>
            MapOf(type, made, [.. json.EnumerateObject().Select(item => (item.Name, Of(type.Arguments[1], map.Values, item.Value)))]),
        _ => Scalar(type, schema, json) is { } text ? new CodeNode(text) : null,
    };

    private static CodeNode? ListOf(IReadOnlyList<CodeNode?> items) =>
        items.Contains(null) ? null : new CodeNode("", new CodeBlock("[", [.. items.Select(item => ("", item!))], "]"));

    private CodeNode? MapOf(CSharpType type, (string Namespace, string Call) made, IReadOnlyList<(string Key, CodeNode? Value)> items)
    {
        if (items.Any(item => item.Value is null))
        {
            return null;
        }

        names.Use(made.Namespace);
        string dictionary = $"new Dictionary<string, {names.Of(type.Arguments[1])}>";
        var block = new CodeBlock("{", [.. items.Select(item => ($"[{TypeNames.Literal(item.Key)}] = ", item.Value!))], "}");
        return made.Call.Length == 0
            ? new CodeNode(dictionary, block)
            : new CodeNode(dictionary, block, new CodeBlock(made.Call[..^1], [], ")"));
    }

    private string? Scalar(CSharpType type, AvroSchema schema, JsonElement json) => type.Name switch
    {
        "System.String" when schema.Kind == AvroSchemaKind.String => TypeNames.Literal(json.GetString()),
        "System.Boolean" when schema.Kind == AvroSchemaKind.Boolean => json.GetBoolean() ? "true" : "false",
        "System.Byte" or "System.Int16" or "System.Int32" or "System.Int64" when IsWhole(schema) => json.GetRawText(),
        "System.Single" when schema.Kind == AvroSchemaKind.Float => json.GetRawText() + "f",
        "System.Double" when schema.Kind is AvroSchemaKind.Float or AvroSchemaKind.Double => json.GetRawText() + "d",
        "System.Decimal" when schema.LogicalType is { Kind: AvroLogicalTypeKind.Decimal } @decimal =>
            DecimalOf(BytesOf(json), @decimal.Scale),
        "System.DateTimeOffset" => $"new DateTimeOffset({DateTimeOf(InstantOf(schema, json))}, TimeSpan.Zero)",
        "System.DateTime" => $"new DateTime({DateTimeOf(InstantOf(schema, json))}, {KindOf(schema)})",
        "System.DateOnly" when schema.Kind == AvroSchemaKind.Int =>
            DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(json.GetInt32()).ToString("'new DateOnly('yyyy, M, d')'", Invariant),
        "System.TimeOnly" when IsWhole(schema) => TimeOf(schema, json.GetInt64()),
        "System.TimeSpan" when DurationOf(schema, json) is { } duration =>
            string.Create(Invariant, $"new TimeSpan({duration.Days}, 0, 0, 0, {duration.Milliseconds})"),
        "EventSchemas.AvroDuration" when DurationOf(schema, json) is { } duration =>
            string.Create(
                Invariant, $"new {names.Of(type)}({duration.Months}, {duration.Days}, {duration.Milliseconds})"),
        "System.Guid" when schema.Kind is AvroSchemaKind.String or AvroSchemaKind.Fixed =>
            $"new Guid(\"{(Guid.TryParse(json.GetString(), out Guid guid) ? guid : Uuid)}\")",
        "[]" when type.Arguments[0].Name == "System.Byte" && HasBytes(schema) => $"[{Numbers(BytesOf(json))}]",
        "System.ReadOnlyMemory" when HasBytes(schema) => $"new byte[] {{ {Numbers(BytesOf(json))} }}",
        _ => null,
    };

    private static bool IsWhole(AvroSchema schema) => schema.Kind is AvroSchemaKind.Int or AvroSchemaKind.Long;

    private static bool HasBytes(AvroSchema schema) => schema.Kind is AvroSchemaKind.Bytes or AvroSchemaKind.Fixed;

    private static string KindOf(AvroSchema schema) => schema.LogicalType?.Kind is AvroLogicalTypeKind.LocalTimestampMillis
        or AvroLogicalTypeKind.LocalTimestampMicros or AvroLogicalTypeKind.LocalTimestampNanos
            ? "DateTimeKind.Unspecified"
            : "DateTimeKind.Utc";

    private static DateTimeOffset InstantOf(AvroSchema schema, JsonElement json) => (schema.Kind, schema.LogicalType?.Kind) switch
    {
        (AvroSchemaKind.Long, AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.LocalTimestampMillis) =>
            DateTimeOffset.FromUnixTimeMilliseconds(json.GetInt64()),
        (AvroSchemaKind.Long, AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.LocalTimestampMicros) =>
            DateTimeOffset.UnixEpoch.AddMicroseconds(json.GetInt64()),
        _ => Instant,
    };

    private static string DateTimeOf(DateTimeOffset instant) => instant.ToString("yyyy, M, d, H, m, s, ", Invariant)
        + instant.Millisecond.ToString(Invariant);

    private static string TimeOf(AvroSchema schema, long number)
    {
        TimeSpan time = schema.LogicalType?.Kind == AvroLogicalTypeKind.TimeMillis
            ? TimeSpan.FromMilliseconds(number)
            : TimeSpan.FromMicroseconds(number);
        return string.Create(Invariant, $"new TimeOnly({time.Hours}, {time.Minutes}, {time.Seconds}, {time.Milliseconds})");
    }

    private static string DecimalOf(byte[] bytes, int scale)
    {
        string digits = new BigInteger(bytes, isBigEndian: true).ToString(Invariant).PadLeft(scale + 1, '0');
        return scale == 0 ? digits + "m" : $"{digits[..^scale]}.{digits[^scale..]}m";
    }

    private static (uint Months, uint Days, uint Milliseconds)? DurationOf(AvroSchema schema, JsonElement json)
    {
        if (schema.LogicalType?.Kind != AvroLogicalTypeKind.Duration)
        {
            return null;
        }

        byte[] bytes = BytesOf(json);
        return (BitConverter.ToUInt32(bytes, 0), BitConverter.ToUInt32(bytes, 4), BitConverter.ToUInt32(bytes, 8));
    }

    private static byte[] BytesOf(JsonElement json) => Encoding.Latin1.GetBytes(json.GetString()!);

    private static string Numbers(byte[] bytes) => string.Join(", ", bytes);

    private static string? WireOf(AvroSchemaKind kind) => kind switch
    {
        AvroSchemaKind.String => "System.String",
        AvroSchemaKind.Boolean => "System.Boolean",
        AvroSchemaKind.Int => "System.Int32",
        AvroSchemaKind.Long => "System.Int64",
        AvroSchemaKind.Float => "System.Single",
        AvroSchemaKind.Double => "System.Double",
        _ => null,
    };

    // The names of the schema follow from those of C#, with other capitals and underscores.
    private static bool IsOf(ManifestMember member, string field) => member.Field is { } pinned
        ? pinned == field
        : string.Equals(member.Name, field.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            || string.Equals(member.Name, field, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(AvroSchema branch) => branch is AvroNamedSchema named
        ? named.FullName
        : branch.Kind.ToString().ToLowerInvariant();

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
