using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Says what a C# type that is one value travels as, by Open edX's conventions and the member's own attributes.</summary>
static class ScalarReader
{
    private const int MostDecimalDigits = 28;
    private const int UuidSize = 16;
    private const int DurationSize = 12;
    private const string Runtime = "global::EventSchemas.";

    /// <summary>The type; or null, with a problem where only attributes keep it from being a scalar.</summary>
    public static MemberType? Read(ITypeSymbol type, MemberOptions options, out string? problem)
    {
        problem = null;
        string code = type.ToCodeWithoutNullability();
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return Plain(code, ScalarKind.Boolean, AvroSchemaKind.Boolean);
            case SpecialType.System_Int32:
                return Plain(code, ScalarKind.Int, AvroSchemaKind.Int);
            case SpecialType.System_Int64:
                return Plain(code, ScalarKind.Long, AvroSchemaKind.Long);
            case SpecialType.System_Single:
                return Plain(code, ScalarKind.Float, AvroSchemaKind.Float);
            case SpecialType.System_Double:
                return Plain(code, ScalarKind.Double, AvroSchemaKind.Double);
            case SpecialType.System_String:
                options.Use(WellKnownNames.InternedAttribute);
                return new ScalarMember(code, options.IsInterned ? ScalarKind.InternedString : ScalarKind.String, new ScalarSchema(AvroSchemaKind.String), IsReference: true);
            case SpecialType.System_Decimal:
                return Decimal(code, options, out problem);
            default:
                break;
        }

        return type switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => Bytes(code, options, ScalarKind.Bytes, ScalarKind.Fixed, isReference: true, out problem),
            INamedTypeSymbol { IsGenericType: true } memory when memory.OriginalDefinition.Is("System", "ReadOnlyMemory`1") && memory.TypeArguments[0].SpecialType == SpecialType.System_Byte =>
                Bytes(code, options, ScalarKind.Memory, ScalarKind.FixedMemory, isReference: false, out problem),
            _ when type.Is("System", "Guid") => Guid(code, options, out problem),
            _ when type.Is("System", "TimeSpan") => Duration(options) is var wire
                ? new ConvertedMember(code, wire, Runtime + "AvroDuration.FromTimeSpan", Runtime + "AvroConversion.ToTimeSpan", IsReference: false)
                : null,
            _ when type.Is(WellKnownNames.Namespace, "AvroDuration") => Duration(options),
            _ => Temporal(type, code, options, out problem),
        };
    }

    private static ScalarMember Plain(string code, ScalarKind kind, AvroSchemaKind schema) => new(code, kind, new ScalarSchema(schema));

    private static ScalarMember? Bytes(string code, MemberOptions options, ScalarKind kind, ScalarKind fixedKind, bool isReference, out string? problem)
    {
        problem = null;
        if (options.FixedSize is not { } size)
        {
            return new ScalarMember(code, kind, new ScalarSchema(AvroSchemaKind.Bytes), isReference);
        }

        ScalarSchema? schema = Fixed(options, "Fixed" + size, size, null, out problem);
        return schema is null ? null : new ScalarMember(code, fixedKind, schema, isReference);
    }

    private static ScalarMember? Decimal(string code, MemberOptions options, out string? problem)
    {
        if (options.Decimal is not { } shape)
        {
            problem = "a decimal has no schema without its precision and scale: say them with [AvroDecimal(precision, scale)]";
            return null;
        }

        options.Use(WellKnownNames.AvroDecimalAttribute);
        (int precision, int scale) = shape;
        if (precision is < 1 or > MostDecimalDigits || scale < 0 || scale > precision)
        {
            problem = $"a decimal has a precision from 1 to {MostDecimalDigits} and a scale from 0 to its precision";
            return null;
        }

        if (options.FixedSize is not { } size)
        {
            problem = null;
            return new ScalarMember(code, ScalarKind.Decimal, new ScalarSchema(AvroSchemaKind.Bytes, AvroLogicalTypeKind.Decimal, precision, scale));
        }

        ScalarSchema? schema = Fixed(options, $"Decimal{precision}Scale{scale}Size{size}", size, AvroLogicalTypeKind.Decimal, out problem);
        int least = LeastBytes(precision);
        problem ??= size < least ? $"{precision} digits need {least} bytes, and the fixed has {size}" : null;
        return problem is null ? new ScalarMember(code, ScalarKind.FixedDecimal, schema! with { Precision = precision, Scale = scale }) : null;
    }

    // The largest number of so many digits in two's complement.
    private static int LeastBytes(int precision) => (int)Math.Ceiling(((precision * 3.3219280948873626) + 1) / 8);

    private static ScalarMember? Guid(string code, MemberOptions options, out string? problem)
    {
        problem = null;
        bool isUuid = options.LogicalType == AvroLogicalTypeKind.Uuid;
        if (isUuid)
        {
            options.Use(WellKnownNames.AvroLogicalTypeAttribute);
        }

        if (options.FixedSize is not { } size)
        {
            return new ScalarMember(code, ScalarKind.GuidText, new ScalarSchema(AvroSchemaKind.String, isUuid ? AvroLogicalTypeKind.Uuid : null));
        }

        ScalarSchema? schema = Fixed(options, "Uuid", size, AvroLogicalTypeKind.Uuid, out problem);
        problem ??= size == UuidSize ? null : $"a Guid has {UuidSize} bytes";
        return problem is null ? new ScalarMember(code, ScalarKind.Uuid, schema!) : null;
    }

    private static ScalarMember Duration(MemberOptions options)
    {
        if (options.FixedSize == DurationSize)
        {
            options.Use(WellKnownNames.AvroFixedAttribute);
        }

        return new ScalarMember(
            Runtime + "AvroDuration",
            ScalarKind.Duration,
            new ScalarSchema(AvroSchemaKind.Fixed, AvroLogicalTypeKind.Duration, FixedName: options.FixedName ?? "Duration", Size: DurationSize));
    }

    private static ScalarSchema? Fixed(MemberOptions options, string name, int size, AvroLogicalTypeKind? logical, out string? problem)
    {
        options.Use(WellKnownNames.AvroFixedAttribute);
        problem = size < 1 ? "a fixed has at least one byte"
            : options.FixedName is { } given && !AvroName.IsSimple(given) ? $"\"{given}\" can't be the name of an Avro fixed (a letter or _, then letters, digits and _)"
            : null;
        return problem is null ? new ScalarSchema(AvroSchemaKind.Fixed, logical, FixedName: options.FixedName ?? name, Size: size) : null;
    }

    private static MemberType? Temporal(ITypeSymbol type, string code, MemberOptions options, out string? problem)
    {
        problem = null;
        if (options.LogicalType is null && TemporalTypes.TextOf(type) is { } text)
        {
            return new ScalarMember(code, text, new ScalarSchema(AvroSchemaKind.String));
        }

        ConvertedMember? number = TemporalTypes.Number(type, options.LogicalType, out problem);
        if (number is not null)
        {
            options.Use(WellKnownNames.AvroLogicalTypeAttribute);
        }

        return number;
    }
}
