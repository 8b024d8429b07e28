using EventSchemas.Avro;

namespace EventSchemas.Generators;

/// <summary>Makes the Avro schema of a declaration, with Open edX's conventions.</summary>
sealed class EventSchemaBuilder
{
    private readonly EventDeclaration _event;
    private readonly Dictionary<string, AvroRecordSchema> _built = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AvroEnumSchema> _enums = new(StringComparer.Ordinal);

    private EventSchemaBuilder(EventDeclaration @event)
    {
        _event = @event;
    }

    /// <summary>The schema, or null where the declaration has none: a member that can't be represented, or a malformed event type.</summary>
    public static AvroRecordSchema? Build(EventDeclaration @event)
    {
        if (!@event.IsRepresentable || !EventTypeName.IsWellFormed(@event.EventType))
        {
            return null;
        }

        return new EventSchemaBuilder(@event).Record(@event.Records[0]);
    }

    private AvroRecordSchema Record(RecordDeclaration record) => new(
        record.SchemaName,
        _event.EventType,
        self =>
        {
            _built.Add(record.FullName, self);
            return [.. record.Members.Select(member => new AvroField(member.FieldName, Schema(member.Type), member.Default is null ? null : AvroJson.Parse(member.Default.Json)))];
        },
        record.FullName == _event.FullName ? WellKnownNames.RootRecordDoc : null);

    private AvroSchema Schema(MemberType type) => type switch
    {
        PrimitiveMember primitive => Primitive(primitive.Kind),
        NullableMember nullable => new AvroUnionSchema([AvroPrimitiveSchema.Null, Schema(nullable.Value)]),
        ListMember list => new AvroArraySchema(Schema(list.Item)),
        MapMember map => new AvroMapSchema(Schema(map.Value)),
        RecordMember reference => Reference(reference.RecordName),
        EnumMember @enum => Enum(@enum.Enum),
        _ => throw new InvalidOperationException($"The member type {type.GetType().Name} has no schema."),
    };

    private AvroEnumSchema Enum(EnumDeclaration @enum)
    {
        if (!_enums.TryGetValue(@enum.FullName, out AvroEnumSchema? built))
        {
            built = new AvroEnumSchema(@enum.SchemaName, _event.EventType, [.. @enum.Symbols.Select(symbol => symbol.Symbol)], @enum.DefaultSymbol);
            _enums.Add(@enum.FullName, built);
        }

        return built;
    }

    private AvroRecordSchema Reference(string fullName) =>
        _built.TryGetValue(fullName, out AvroRecordSchema? built) ? built : Record(_event.Records.First(record => record.FullName == fullName));

    /// <summary>The Avro primitive that a kind of member travels as.</summary>
    public static AvroPrimitiveSchema Primitive(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Boolean => AvroPrimitiveSchema.Boolean,
        PrimitiveKind.Int => AvroPrimitiveSchema.Int,
        PrimitiveKind.Long => AvroPrimitiveSchema.Long,
        PrimitiveKind.Float => AvroPrimitiveSchema.Float,
        PrimitiveKind.Double => AvroPrimitiveSchema.Double,
        PrimitiveKind.Bytes => AvroPrimitiveSchema.Bytes,
        PrimitiveKind.Date => Logical(AvroSchemaKind.Int, AvroLogicalTypeKind.Date),
        PrimitiveKind.TimeMicros => Logical(AvroSchemaKind.Long, AvroLogicalTypeKind.TimeMicros),
        _ => AvroPrimitiveSchema.String,
    };

    private static AvroPrimitiveSchema Logical(AvroSchemaKind kind, AvroLogicalTypeKind logical) =>
        new(kind, [new(LogicalTypeTable.Property, AvroJson.FromString(LogicalTypeTable.NameOf(logical)))]);
}
