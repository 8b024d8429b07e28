using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>
/// Generates a schema from decisions. Names are from small pools, so that similar decisions produce versions of one schema. A name that
/// is drawn twice is a reference. Every schema has finite values.
/// </summary>
public sealed class SchemaGenerator
{
    private const int MaxDepth = 4;

    private static readonly string[] FieldNames = ["a", "b", "c", "d"];

    private readonly Choices _choices;
    private readonly Dictionary<string, AvroNamedSchema> _named = [];
    private readonly HashSet<string> _open = [];
    private readonly bool _isForApache;
    private readonly bool _hasNamespaces;

    private SchemaGenerator(Choices choices, bool isForApache)
    {
        _choices = choices;
        _isForApache = isForApache;
        _hasNamespaces = !isForApache && choices.Rarely(2);
    }

    /// <summary>The schema of the decisions.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="isForApache">
    /// Whether to avoid namespaces, field aliases, bytes and unions of one branch, which Apache.Avro resolves differently.
    /// </param>
    public static AvroSchema Make(byte[] decisions, bool isForApache) =>
        new SchemaGenerator(new Choices(decisions), isForApache).Schema(0, isGuarded: false);

    private AvroSchema Schema(int depth, bool isGuarded)
    {
        int kind = _choices.Next(depth >= MaxDepth ? 8 : 20);
        return kind switch
        {
            < 8 => Primitive((AvroSchemaKind)((kind + (int)AvroSchemaKind.Int) % 8)),
            8 or 9 => new AvroArraySchema(Schema(depth + 1, isGuarded: true), Properties()),
            10 => new AvroMapSchema(Schema(depth + 1, isGuarded: true), Properties()),
            11 or 12 or 13 => Union(depth, isGuarded),
            14 => Enum(),
            15 => Fixed(),
            _ => Record(depth, isGuarded),
        };
    }

    private AvroPrimitiveSchema Primitive(AvroSchemaKind drawn)
    {
        AvroSchemaKind kind = _isForApache && drawn == AvroSchemaKind.Bytes ? AvroSchemaKind.String : drawn;
        AvroJson? logical = _choices.Rarely(6)
            ? AvroJson.FromString(_choices.Of("date", "timestamp-millis", "timestamp-micros", "uuid", "decimal", "weeks"))
            : null;
        return logical is null
            ? Primitives[kind]
            : new AvroPrimitiveSchema(kind, [new("logicalType", logical), .. logical.Text == "decimal" ? Decimal() : []]);
    }

    private static readonly Dictionary<AvroSchemaKind, AvroPrimitiveSchema> Primitives =
        new AvroPrimitiveSchema[]
        {
            AvroPrimitiveSchema.Null, AvroPrimitiveSchema.Boolean, AvroPrimitiveSchema.Int, AvroPrimitiveSchema.Long,
            AvroPrimitiveSchema.Float, AvroPrimitiveSchema.Double, AvroPrimitiveSchema.Bytes, AvroPrimitiveSchema.String,
        }.ToDictionary(schema => schema.Kind);

    private KeyValuePair<string, AvroJson>[] Decimal() =>
        [new("precision", AvroJson.FromInteger(4 + _choices.Next(3))), new("scale", AvroJson.FromInteger(_choices.Next(3)))];

    private AvroUnionSchema Union(int depth, bool isGuarded)
    {
        bool isOptional = !_choices.Rarely(3);
        var branches = new List<AvroSchema>();
        for (int count = 1 + _choices.Next(3); count > 0; count--)
        {
            AvroSchema branch = Schema(depth + 1, isGuarded || isOptional);
            if (branch is not AvroUnionSchema && branch.Kind != AvroSchemaKind.Null && !branches.Any(other => Key(other) == Key(branch)))
            {
                branches.Add(branch);
            }
        }

        if (isOptional || branches.Count < (_isForApache ? 2 : 1))
        {
            branches.Insert(_choices.Rarely(3) ? branches.Count : 0, AvroPrimitiveSchema.Null);
        }

        return new AvroUnionSchema(branches);
    }

    private AvroSchema Enum()
    {
        (string name, string? @namespace, string full) = Name("E", "G");
        int mask = 1 + _choices.Next(15);
        List<string> symbols = [.. new[] { "A", "B", "C", "D" }.Where((_, i) => (mask & (1 << i)) != 0)];
        if (_choices.Rarely(4))
        {
            symbols.Reverse();
        }

        string? symbol = _choices.Rarely(3) ? symbols[_choices.Next(symbols.Count)] : null;
        return GetOrAdd(full, () => new AvroEnumSchema(name, @namespace, symbols, symbol, Doc(), TypeAliases("E", "G"), Properties()));
    }

    private AvroSchema Fixed()
    {
        (string name, string? @namespace, string full) = Name("F", "H");
        int size = _choices.Of(1, 2, 3, 12, 16);
        KeyValuePair<string, AvroJson>[] properties = _choices.Rarely(4)
            ? [new("logicalType", AvroJson.FromString(_choices.Of("uuid", "duration", "decimal"))), .. Decimal()]
            : [];
        return GetOrAdd(full, () => new AvroFixedSchema(name, @namespace, size, Doc(), TypeAliases("F", "H"), properties));
    }

    private AvroSchema Record(int depth, bool isGuarded)
    {
        (string name, string? @namespace, string full) = Name("R", "S", "T");
        if (_open.Contains(full) && !isGuarded)
        {
            return AvroPrimitiveSchema.Int;
        }

        return GetOrAdd(full, () =>
        {
            string? doc = Doc();
            string[] aliases = TypeAliases("R", "S", "T");
            return new AvroRecordSchema(
                name,
                @namespace,
                self =>
                {
                    _named.Add(full, self);
                    _open.Add(full);
                    AvroField[] fields = Fields(depth);
                    _open.Remove(full);
                    return fields;
                },
                doc,
                aliases,
                Properties());
        });
    }

    private AvroField[] Fields(int depth)
    {
        int mask = _choices.Next(16);
        List<string> names = [.. FieldNames.Where((_, i) => (mask & (1 << i)) != 0)];
        if (_choices.Rarely(4))
        {
            names.Reverse();
        }

        return [.. names.Select(name =>
        {
            AvroSchema schema = Schema(depth + 1, isGuarded: false);
            AvroJson? value = _choices.Rarely(2) ? DefaultGenerator.Make(schema, _choices) : null;
            string[] aliases = !_isForApache && _choices.Rarely(6) ? [_choices.Of(FieldNames)] : [];
            return new AvroField(name, schema, value, Doc(), aliases, _choices.Rarely(8) ? "ignore" : null, Properties());
        })];
    }

    private AvroSchema GetOrAdd(string full, Func<AvroNamedSchema> create)
    {
        if (_named.TryGetValue(full, out AvroNamedSchema? known))
        {
            return known;
        }

        AvroNamedSchema added = create();
        _named[full] = added;
        return added;
    }

    private (string Name, string? Namespace, string Full) Name(params string[] pool)
    {
        string name = _choices.Of(pool);
        string? @namespace = _hasNamespaces ? _choices.Of("n", "m.o") : null;
        return (name, @namespace, @namespace is null ? name : $"{@namespace}.{name}");
    }

    private string[] TypeAliases(params string[] pool) =>
        _choices.Rarely(6) ? [(_hasNamespaces ? _choices.Of("n.", "m.o.", "") : "") + _choices.Of(pool)] : [];

    private string? Doc() => _choices.Rarely(8) ? _choices.Of("d", "\u00e9\u0000\"\\\U0001F600") : null;

    private KeyValuePair<string, AvroJson>[] Properties() => _choices.Rarely(8)
        ? [new(
            _choices.Of("pii", "x-\u00e9"),
            _choices.Of(AvroJson.True, AvroJson.FromNumber(1.5), AvroJson.Parse("""{"b": [1, null, "x"], "a": {}}""")))]
        : [];

    private static string Key(AvroSchema schema) => schema is AvroNamedSchema named ? named.FullName : schema.Kind.ToString();
}
