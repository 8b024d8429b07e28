namespace EventSchemas.Avro.Tests;

public sealed class AvroLogicalTypeTests
{
    [Theory]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}""", "decimal(9, 2)")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 9}""", "decimal(9, 0)")]
    [InlineData("""{"type": "fixed", "name": "F", "size": 4, "logicalType": "decimal", "precision": 9, "scale": 9}""", "decimal(9, 9)")]
    [InlineData("""{"type": "fixed", "name": "F", "size": 16, "logicalType": "decimal", "precision": 38}""", "decimal(38, 0)")]
    [InlineData("""{"type": "bytes", "logicalType": "big-decimal"}""", "big-decimal")]
    [InlineData("""{"type": "string", "logicalType": "uuid"}""", "uuid")]
    [InlineData("""{"type": "fixed", "name": "F", "size": 16, "logicalType": "uuid"}""", "uuid")]
    [InlineData("""{"type": "int", "logicalType": "date"}""", "date")]
    [InlineData("""{"type": "int", "logicalType": "time-millis"}""", "time-millis")]
    [InlineData("""{"type": "long", "logicalType": "time-micros"}""", "time-micros")]
    [InlineData("""{"type": "long", "logicalType": "timestamp-millis"}""", "timestamp-millis")]
    [InlineData("""{"type": "long", "logicalType": "timestamp-micros"}""", "timestamp-micros")]
    [InlineData("""{"type": "long", "logicalType": "timestamp-nanos"}""", "timestamp-nanos")]
    [InlineData("""{"type": "long", "logicalType": "local-timestamp-millis"}""", "local-timestamp-millis")]
    [InlineData("""{"type": "long", "logicalType": "local-timestamp-micros"}""", "local-timestamp-micros")]
    [InlineData("""{"type": "long", "logicalType": "local-timestamp-nanos"}""", "local-timestamp-nanos")]
    [InlineData("""{"type": "fixed", "name": "F", "size": 12, "logicalType": "duration"}""", "duration")]
    public void A_logical_type_of_the_specification_is_recognized_where_it_applies(string schema, string expected)
    {
        var parsed = AvroSchema.Parse(schema);

        Assert.Equal(expected, parsed.LogicalType?.ToString());
        Assert.Empty(parsed.Inspect());
    }

    [Theory]
    [InlineData("""{"type": "long", "logicalType": "timestamp-weeks"}""", AvroSchemaWarningKind.UnknownLogicalType, "no logical type")]
    [InlineData("""{"type": "long", "logicalType": "Date"}""", AvroSchemaWarningKind.UnknownLogicalType, "no logical type")]
    [InlineData("""{"type": "long", "logicalType": "date"}""", AvroSchemaWarningKind.MisappliedLogicalType, "applies to int")]
    [InlineData("""{"type": "int", "logicalType": "timestamp-millis"}""", AvroSchemaWarningKind.MisappliedLogicalType, "applies to long")]
    [InlineData(
        """{"type": "fixed", "name": "F", "size": 15, "logicalType": "uuid"}""",
        AvroSchemaWarningKind.MisappliedLogicalType,
        "applies to string or fixed(16)")]
    [InlineData(
        """{"type": "string", "logicalType": "decimal", "precision": 4}""",
        AvroSchemaWarningKind.MisappliedLogicalType,
        "applies to bytes or fixed")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal"}""", AvroSchemaWarningKind.MisappliedLogicalType, "precision of 1 or more")]
    [InlineData(
        """{"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 5}""",
        AvroSchemaWarningKind.MisappliedLogicalType,
        "from 0 to its precision")]
    [InlineData(
        """{"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": "2"}""",
        AvroSchemaWarningKind.MisappliedLogicalType,
        "from 0 to its precision")]
    [InlineData(
        """{"type": "fixed", "name": "F", "size": 4, "logicalType": "decimal", "precision": 10}""",
        AvroSchemaWarningKind.MisappliedLogicalType,
        "4 bytes hold 9 digits")]
    [InlineData(
        """{"type": "fixed", "name": "F", "size": 0, "logicalType": "decimal", "precision": 1}""",
        AvroSchemaWarningKind.MisappliedLogicalType,
        "0 bytes hold 0 digits")]
    public void Any_other_logical_type_is_ignored_and_reported(string schema, AvroSchemaWarningKind kind, string message)
    {
        var parsed = AvroSchema.Parse(schema);

        Assert.Null(parsed.LogicalType);
        AvroSchemaWarning warning = Assert.Single(parsed.Inspect());
        Assert.Equal((kind, "/logicalType"), (warning.Kind, warning.Location));
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ignored_logical_type_is_kept_in_the_JSON()
    {
        const string text = """{"type": "long", "logicalType": "date"}""";

        Assert.Equal("date", AvroSchema.Parse(text).LogicalTypeName);
        Assert.Contains("\"logicalType\": \"date\"", AvroSchema.Parse(text).ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 6)]
    [InlineData(8, 18)]
    [InlineData(9, 21)]
    [InlineData(16, 38)]
    [InlineData(200, 481)]
    public void A_fixed_holds_one_digit_less_than_its_largest_number_has(int size, int digits)
    {
        Assert.Equal(digits, ((System.Numerics.BigInteger.One << ((8 * size) - 1)) - 1).ToString(null, null).Length - 1);
        Assert.NotNull(Decimal(size, digits).LogicalType);
        Assert.Null(Decimal(size, digits + 1).LogicalType);
    }

    private static AvroSchema Decimal(int size, int precision) =>
        AvroSchema.Parse($$"""{"type": "fixed", "name": "F", "size": {{size}}, "logicalType": "decimal", "precision": {{precision}}}""");
}
