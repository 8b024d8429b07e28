using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads how a C# type that is a single value travels, by the event's conventions and the member's own attributes.</summary>
/// <param name="conventions">The conventions.</param>
/// <param name="attributes">What the member's attributes say.</param>
/// <param name="used">Gets the attributes about the type that had an effect; null where nobody asks.</param>
readonly struct ScalarReader(EventConventions conventions, SymbolAttributes attributes, List<string>? used)
{
    private const int MaxDecimalDigits = 28;
    private const int UuidSize = 16;
    private const int DurationSize = 12;
    private const double BitsPerDigit = 3.3219280948873626;
    private const string Runtime = "global::EventSchemas.";

    private static readonly ScalarType Boolean = Plain("bool", ScalarKind.Boolean, AvroSchemaKind.Boolean);
    private static readonly ScalarType Int = Plain("int", ScalarKind.Int, AvroSchemaKind.Int);
    private static readonly ScalarType Long = Plain("long", ScalarKind.Long, AvroSchemaKind.Long);
    private static readonly ScalarType Float = Plain("float", ScalarKind.Float, AvroSchemaKind.Float);
    private static readonly ScalarType Double = Plain("double", ScalarKind.Double, AvroSchemaKind.Double);
    private static readonly ScalarType PlainText = Plain("string", ScalarKind.String, AvroSchemaKind.String) with { IsReference = true };
    private static readonly ScalarType InternedText = PlainText with { Kind = ScalarKind.InternedString };

    /// <summary>The scalar; null where the type is something else.</summary>
    public ReadResult<MemberType>? Read(ITypeSymbol type)
    {
        string Code() => type.ToCodeWithoutNullability();
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => Boolean,
            SpecialType.System_Int32 => Int,
            SpecialType.System_Int64 => Long,
            SpecialType.System_Single => Float,
            SpecialType.System_Double => Double,
            SpecialType.System_String => Text(),
            SpecialType.System_Decimal => Decimal(Code()),
            _ => type switch
            {
                IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } =>
                    Bytes(Code(), ScalarKind.Bytes, ScalarKind.Fixed, isReference: true),
                INamedTypeSymbol { Arity: 1 } memory when memory.Is("System", "ReadOnlyMemory", arity: 1)
                    && memory.TypeArguments[0].SpecialType == SpecialType.System_Byte =>
                    Bytes(Code(), ScalarKind.Memory, ScalarKind.FixedMemory, isReference: false),
                _ when type.Is("System", "Guid") => Guid(Code()),
                _ when type.Is("System", "TimeSpan") => new ConvertedType(
                    Code(), Duration(), Runtime + "AvroDuration.FromTimeSpan", Runtime + "AvroConversion.ToTimeSpan", IsReference: false),
                _ when type.IsOurs(WellKnownNames.AvroDuration) => Duration(),
                _ => Temporal(type),
            },
        };
    }

    private static ScalarType Plain(string code, ScalarKind kind, AvroSchemaKind schema) => new(code, kind, ScalarSchema.Of(schema));

    private ReadResult<MemberType> Text()
    {
        if (!attributes.IsInterned)
        {
            return PlainText;
        }

        used?.Add(WellKnownNames.InternedAttribute);
        return InternedText;
    }

    private ReadResult<MemberType> Bytes(string code, ScalarKind kind, ScalarKind fixedKind, bool isReference) =>
        attributes.FixedSize is { } size
            ? Fixed("Fixed" + size, size, null).Then<MemberType>(schema => new ScalarType(code, fixedKind, schema, isReference))
            : new ScalarType(code, kind, new ScalarSchema(AvroSchemaKind.Bytes), isReference);

    private ReadResult<MemberType> Decimal(string code)
    {
        if (attributes.Decimal is not var (precision, scale))
        {
            return new Refusal("a decimal has no schema without its precision and scale: write [AvroDecimal(precision, scale)]");
        }

        used?.Add(WellKnownNames.AvroDecimalAttribute);
        if (precision is < 1 or > MaxDecimalDigits || scale < 0 || scale > precision)
        {
            return new Refusal(
                $"[AvroDecimal({precision}, {scale})] isn't possible: write a precision from 1 to {MaxDecimalDigits} "
                + "and a scale from 0 to the precision");
        }

        if (attributes.FixedSize is not { } size)
        {
            return new ScalarType(
                code, ScalarKind.Decimal, new ScalarSchema(AvroSchemaKind.Bytes, AvroLogicalTypeKind.Decimal, precision, scale));
        }

        int minSize = MinDecimalSize(precision);
        return Fixed($"Decimal{precision}Scale{scale}Size{size}", size, AvroLogicalTypeKind.Decimal)
            .Then<MemberType>(schema => size < minSize
                ? new Refusal($"a decimal of precision {precision} needs a fixed of size {minSize} or more, and this one has size {size}")
                : new ScalarType(code, ScalarKind.FixedDecimal, schema with { Precision = precision, Scale = scale }));
    }

    // For the largest number with this many digits, in two's complement.
    private static int MinDecimalSize(int precision) => (int)Math.Ceiling(((precision * BitsPerDigit) + 1) / 8);

    private ReadResult<MemberType> Guid(string code)
    {
        bool isUuid = !conventions.UuidsAreText || attributes.LogicalType == AvroLogicalTypeKind.Uuid;
        if (attributes.LogicalType == AvroLogicalTypeKind.Uuid)
        {
            used?.Add(WellKnownNames.AvroLogicalTypeAttribute);
        }

        if (attributes.FixedSize is not { } size)
        {
            return new ScalarType(
                code, ScalarKind.GuidText, new ScalarSchema(AvroSchemaKind.String, isUuid ? AvroLogicalTypeKind.Uuid : null));
        }

        return Fixed("Uuid", size, AvroLogicalTypeKind.Uuid).Then<MemberType>(schema => size == UuidSize
            ? new ScalarType(code, ScalarKind.Uuid, schema)
            : new Refusal($"a Guid has {UuidSize} bytes: write [AvroFixed({UuidSize})]"));
    }

    private ScalarType Duration()
    {
        if (attributes.FixedSize == DurationSize)
        {
            used?.Add(WellKnownNames.AvroFixedAttribute);
        }

        string name = attributes.FixedName ?? "Duration";
        return new ScalarType(
            Runtime + WellKnownNames.AvroDuration,
            ScalarKind.Duration,
            new ScalarSchema(AvroSchemaKind.Fixed, AvroLogicalTypeKind.Duration, FixedName: name, Size: DurationSize));
    }

    private ReadResult<ScalarSchema> Fixed(string defaultName, int size, AvroLogicalTypeKind? logicalType)
    {
        used?.Add(WellKnownNames.AvroFixedAttribute);
        if (size < 1)
        {
            return new Refusal($"a fixed has at least one byte: write another size than {size} in [AvroFixed]");
        }

        return attributes.FixedName is { } name && !AvroName.IsSimple(name)
            ? new Refusal($"\"{name}\" can't be the name of an Avro fixed (a letter or _, then letters, digits and _)")
            : new ScalarSchema(AvroSchemaKind.Fixed, logicalType, FixedName: attributes.FixedName ?? defaultName, Size: size);
    }

    private ReadResult<MemberType>? Temporal(ITypeSymbol type)
    {
        if (conventions.DateTimesAreText && attributes.LogicalType is null && TemporalTypes.TextOf(type) is { } text)
        {
            return new ScalarType(type.ToCodeWithoutNullability(), text, ScalarSchema.Of(AvroSchemaKind.String));
        }

        ReadResult<MemberType>? number = TemporalTypes.NumberOf(type, attributes.LogicalType);
        if (number is { Value: not null })
        {
            used?.Add(WellKnownNames.AvroLogicalTypeAttribute);
        }

        return number;
    }
}
