using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>
/// How many bytes a value takes on the wire. Values whose upper bound is known before they are written can be written together in one run:
/// room for all of them is reserved once.
/// </summary>
static class EncodedLengths
{
    private const int MaxIntLength = 5;
    private const int MaxLongLength = 10;
    private const int MaxDateTimeLength = 33;
    private const int MaxGuidTextLength = 37;
    private const int UuidLength = 16;

    /// <summary>The lower bound in bytes; null of a record, whose codec has the constant.</summary>
    public static int? Min(MemberType type) => type switch
    {
        RecordType => null,
        ScalarType { Schema: { Kind: AvroSchemaKind.Fixed, Size: var size } } => size,
        ScalarType { Schema.Kind: AvroSchemaKind.Float } => sizeof(float),
        ScalarType { Schema.Kind: AvroSchemaKind.Double } => sizeof(double),
        ConvertedType { Wire: var wire } => Min(wire) ?? 0,
        _ => 1,
    };

    /// <summary>The upper bound in bytes where it doesn't depend on the value; otherwise null.</summary>
    public static int? Max(MemberType type) => type switch
    {
        EnumType => MaxIntLength,
        ConvertedType converted => Max(converted.Wire),
        ScalarType scalar => Max(scalar.Kind),
        _ => null,
    };

    /// <summary>Whether the upper bound follows from the length of the text or bytes.</summary>
    public static bool IsMeasured(MemberType type) =>
        type is ScalarType { Kind: ScalarKind.String or ScalarKind.InternedString or ScalarKind.Bytes or ScalarKind.Memory };

    /// <summary>Whether a value of the type can be part of a run.</summary>
    public static bool CanRun(MemberType type) => type switch
    {
        NullableType { Value: ConvertedType converted } => IsConvertedInPlace(converted),
        NullableType nullable => CanRun(nullable.Value),
        ConvertedType converted => converted.Wire is not NullableType && CanRun(converted.Wire),
        _ => Max(type) is not null || IsMeasured(type),
    };

    /// <summary>
    /// Whether the conversion can be called where the value is stored, because nothing about its result has to be known before.
    /// </summary>
    public static bool IsConvertedInPlace(ConvertedType type) =>
        type is { IsReference: false, Wire: ScalarType { IsReference: false } wire } && Max(wire.Kind) is not null;

    private static int? Max(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => 1,
        ScalarKind.Int => MaxIntLength,
        ScalarKind.Long => MaxLongLength,
        ScalarKind.Float => sizeof(float),
        ScalarKind.Double => sizeof(double),
        ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText => MaxDateTimeLength,
        ScalarKind.GuidText => MaxGuidTextLength,
        ScalarKind.Uuid => UuidLength,
        _ => null,
    };
}
