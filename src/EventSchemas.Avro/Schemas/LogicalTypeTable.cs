using System;
using System.Collections.Generic;
using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>Which logical types there are, and which schemas they apply to.</summary>
static class LogicalTypeTable
{
    public const string Property = "logicalType";
    public const string Precision = "precision";
    public const string Scale = "scale";

    private const string WrongScale = "The scale of a decimal is a whole number from 0 to its precision; with another it is ignored";
    private const int UuidSize = 16;
    private const int DurationSize = 12;
    private const double DigitsPerBit = 0.30102999566398120;

    // In the order of the kinds.
    private static readonly (string Name, string AppliesTo)[] Rows =
    [
        ("decimal", "bytes or fixed"),
        ("big-decimal", "bytes"),
        ("uuid", "string or fixed(16)"),
        ("date", "int"),
        ("time-millis", "int"),
        ("time-micros", "long"),
        ("timestamp-millis", "long"),
        ("timestamp-micros", "long"),
        ("timestamp-nanos", "long"),
        ("local-timestamp-millis", "long"),
        ("local-timestamp-micros", "long"),
        ("local-timestamp-nanos", "long"),
        ("duration", "fixed(12)"),
    ];

    public static string NameOf(AvroLogicalTypeKind kind) => Rows[(int)kind].Name;

    /// <summary>
    /// The logical type of a schema. If none applies, null, and the problem with the named one.
    /// </summary>
    public static AvroLogicalType? Of(AvroSchema schema, out AvroSchemaWarningKind? problem, out string message)
    {
        problem = null;
        message = "";
        if (schema.LogicalTypeName is not { } name)
        {
            return null;
        }

        int index = Array.FindIndex(Rows, row => row.Name == name);
        if (index < 0)
        {
            problem = AvroSchemaWarningKind.UnknownLogicalType;
            message = $"\"{name}\" is no logical type of the specification, so it is ignored";
            return null;
        }

        var kind = (AvroLogicalTypeKind)index;
        AvroLogicalType? type = kind == AvroLogicalTypeKind.Decimal ? Decimal(schema, out message) : new AvroLogicalType(kind);
        if (!AppliesTo(kind, schema))
        {
            message = $"\"{name}\" applies to {Rows[index].AppliesTo}, so it is ignored here";
            type = null;
        }

        problem = type is null ? AvroSchemaWarningKind.MisappliedLogicalType : null;
        return type;
    }

    private static bool AppliesTo(AvroLogicalTypeKind kind, AvroSchema schema) => kind switch
    {
        AvroLogicalTypeKind.Decimal => schema.Kind is AvroSchemaKind.Bytes or AvroSchemaKind.Fixed,
        AvroLogicalTypeKind.BigDecimal => schema.Kind == AvroSchemaKind.Bytes,
        AvroLogicalTypeKind.Uuid => schema is { Kind: AvroSchemaKind.String } or AvroFixedSchema { Size: UuidSize },
        AvroLogicalTypeKind.Date or AvroLogicalTypeKind.TimeMillis => schema.Kind == AvroSchemaKind.Int,
        AvroLogicalTypeKind.Duration => schema is AvroFixedSchema { Size: DurationSize },
        _ => schema.Kind == AvroSchemaKind.Long,
    };

    private static AvroLogicalType? Decimal(AvroSchema schema, out string message)
    {
        int? precision = Whole(schema, Precision);
        int? scale = Whole(schema, Scale) ?? (schema.Property(Scale) is null ? 0 : null);
        message = (precision, scale) switch
        {
            (null or < 1, _) => "A decimal has a precision of 1 or more; without one it is ignored",
            (_, null or < 0) => WrongScale,
            _ when scale > precision => WrongScale,
            _ when schema is AvroFixedSchema @fixed && precision > MostDigits(@fixed.Size) =>
                $"{@fixed.Size} bytes hold {MostDigits(@fixed.Size)} digits, and not {precision}, so the decimal is ignored",
            _ => "",
        };
        return message.Length == 0 ? new AvroLogicalType(AvroLogicalTypeKind.Decimal, precision!.Value, scale!.Value) : null;
    }

    // The digits of the largest number in two's complement with this many bytes; a power of two is never a power of ten, so rounding
    // down is exact.
    private static int MostDigits(int size) => size == 0 ? 0 : (int)Math.Min(Math.Floor(DigitsPerBit * ((8.0 * size) - 1)), int.MaxValue);

    private static int? Whole(AvroSchema schema, string property) =>
        schema.Property(property) is { Kind: AvroJsonKind.Number } value
        && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
