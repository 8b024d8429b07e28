using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Builds the Avro schema of a declaration.</summary>
sealed class EventSchemaBuilder
{
    private readonly EventDeclaration _event;
    private readonly string? _namespace;
    private readonly bool _isForReading;
    private readonly Dictionary<string, TypeDoc> _docs;
    private readonly Dictionary<string, AvroRecordSchema> _built = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AvroSchema> _others = new(StringComparer.Ordinal);

    private EventSchemaBuilder(EventDeclaration @event, string? @namespace, bool isForReading)
    {
        _event = @event;
        _namespace = @namespace;
        _isForReading = isForReading;
        _docs = @event.Docs.ToDictionary(doc => doc.FullName, StringComparer.Ordinal);
    }

    /// <summary>The schema; null where a member can't be represented, or the event type is malformed.</summary>
    public static AvroRecordSchema? Build(EventDeclaration @event) => Build(@event, isForReading: false);

    /// <summary>The schema with the defaults of [WhenMissing]; null where there are none, or no schema.</summary>
    public static AvroRecordSchema? BuildForReading(EventDeclaration @event) =>
        @event.Records.SelectMany(record => record.Members).Any(member => member.WhenMissing is not null)
            ? Build(@event, isForReading: true)
            : null;

    /// <summary>The schemas of all records by their full names, outside of any namespace.</summary>
    public static IReadOnlyDictionary<string, AvroRecordSchema> BuildRecords(EventDeclaration @event)
    {
        var builder = new EventSchemaBuilder(@event, null, isForReading: true);
        builder.Record(@event.Records[0]);
        return builder._built;
    }

    private static AvroRecordSchema? Build(EventDeclaration @event, bool isForReading) =>
        @event.IsRepresentable && EventTypeName.IsWellFormed(@event.Attribute)
            ? new EventSchemaBuilder(@event, NamespaceOf(@event), isForReading).Record(@event.Records[0])
            : null;

    private static string? NamespaceOf(EventDeclaration @event) => @event.SchemaNamespace is { Length: > 0 } name ? name : null;

    private AvroRecordSchema Record(RecordDeclaration record) => new(
        _event.SchemaNameOf(record),
        _namespace,
        self =>
        {
            _built.Add(record.FullName, self);
            return [.. record.Members.Select(member => Field(record, member))];
        },
        (record.FullName == _event.FullName ? _event.Conventions.RootRecordDoc : null) ?? DocOf(record.FullName)?.Text,
        FullNames(record.Aliases));

    private TypeDoc? DocOf(string fullName) => _docs.TryGetValue(fullName, out TypeDoc? doc) ? doc : null;

    private AvroField Field(RecordDeclaration record, MemberDeclaration member)
    {
        string? doc = DocOf(record.FullName)?.Members.FirstOrDefault(one => one.Name == member.Name)?.Text;
        string? value = (_isForReading ? member.Fallback : member.Default)?.Json;
        return new AvroField(
            member.FieldName, Schema(member.Type), value is null ? null : AvroJson.Parse(value), doc, [.. member.Aliases]);
    }

    private AvroSchema Schema(MemberType type) => type switch
    {
        ScalarType scalar => Scalar(scalar.Schema),
        ConvertedType converted => Schema(converted.Wire),
        NullableType nullable => Optional(Schema(nullable.Value)),
        ListType list => new AvroArraySchema(Schema(list.Item)),
        MapType map => new AvroMapSchema(Schema(map.Value)),
        RecordType reference => Reference(reference.RecordName),
        UnionType union => new AvroUnionSchema([.. union.Branches.Select(branch => Reference(branch.RecordName))]),
        EnumType @enum => Once(@enum.Enum.SchemaName, () => Enum(@enum.Enum)),
        _ => throw new InvalidOperationException($"The member type {type.GetType().Name} has no schema."),
    };

    private static AvroUnionSchema Optional(AvroSchema schema) =>
        new([AvroPrimitiveSchema.Null, .. schema is AvroUnionSchema union ? union.Branches : [schema]]);

    private AvroEnumSchema Enum(EnumDeclaration @enum) =>
        new(
            @enum.SchemaName,
            _namespace,
            [.. @enum.Symbols.Select(symbol => symbol.Symbol)],
            @enum.DefaultSymbol,
            DocOf(@enum.FullName)?.Text,
            FullNames(@enum.Aliases));

    private AvroSchema Scalar(ScalarSchema scalar) => scalar.Kind == AvroSchemaKind.Fixed
        ? Once(scalar.FixedName, () => new AvroFixedSchema(scalar.FixedName, _namespace, scalar.Size, properties: Properties(scalar)))
        : new AvroPrimitiveSchema(scalar.Kind, Properties(scalar));

    private AvroSchema Once(string name, Func<AvroSchema> build)
    {
        if (!_others.TryGetValue(name, out AvroSchema? built))
        {
            built = build();
            _others.Add(name, built);
        }

        return built;
    }

    private AvroRecordSchema Reference(string fullName) =>
        _built.TryGetValue(fullName, out AvroRecordSchema? built)
            ? built
            : Record(_event.Records.First(record => record.FullName == fullName));

    private IReadOnlyList<string> FullNames(EquatableArray<string> aliases) =>
        [.. aliases.Select(alias => alias.Contains('.') || _namespace is null ? alias : $"{_namespace}.{alias}")];

    private static List<KeyValuePair<string, AvroJson>> Properties(ScalarSchema scalar)
    {
        var properties = new List<KeyValuePair<string, AvroJson>>();
        if (scalar.LogicalType is { } logical)
        {
            properties.Add(new(LogicalTypeTable.Property, AvroJson.FromString(LogicalTypeTable.NameOf(logical))));
        }

        if (scalar.LogicalType == AvroLogicalTypeKind.Decimal)
        {
            properties.Add(new(LogicalTypeTable.Precision, AvroJson.FromInteger(scalar.Precision)));
            properties.Add(new(LogicalTypeTable.Scale, AvroJson.FromInteger(scalar.Scale)));
        }

        return properties;
    }
}
