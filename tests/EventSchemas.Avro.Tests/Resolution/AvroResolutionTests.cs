namespace EventSchemas.Avro.Tests;

public sealed class AvroResolutionTests
{
    private const int Count = 10_000;

    [Fact]
    public void A_record_says_where_each_field_comes_from()
    {
        var resolution = Assert.IsType<AvroRecordResolution>(Resolve(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "b", "type": "long"},
              {"name": "c", "type": "int", "aliases": ["a"]},
              {"name": "d", "type": "int", "default": 1},
              {"name": "e", "type": "int"}]}
            """,
            """{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]}"""));

        Assert.Equal([1, 0, -1, -1], resolution.Fields.Select(field => field.Source));
        var promoted = Assert.IsType<AvroPrimitiveResolution>(resolution.Fields[0].Resolution);
        Assert.Equal((AvroSchemaKind.Int, AvroSchemaKind.Long), (promoted.Writer, promoted.Reader));
        Assert.Null(resolution.Fields[2].Resolution);
        Assert.Equal(
            AvroIncompatibilityKind.ReaderFieldMissingDefaultValue,
            Assert.IsType<AvroFailedResolution>(resolution.Fields[3].Resolution).Kind);
        Assert.Equal(AvroReadability.None, resolution.Readability);
    }

    [Theory]
    [InlineData("""{"type": "array", "items": "int"}""", """{"type": "array", "items": "string"}""", AvroReadability.Some)]
    [InlineData("\"int\"", "[\"null\", \"int\"]", AvroReadability.Some)]
    [InlineData("\"int\"", "[\"null\", \"string\"]", AvroReadability.None)]
    [InlineData(
        """{"type": "enum", "name": "E", "symbols": ["A"]}""",
        """{"type": "enum", "name": "E", "symbols": ["A", "B"]}""",
        AvroReadability.Some)]
    [InlineData(
        """{"type": "enum", "name": "E", "symbols": ["A"]}""",
        """{"type": "enum", "name": "E", "symbols": ["B"]}""",
        AvroReadability.None)]
    [InlineData(
        """{"type": "enum", "name": "E", "symbols": ["A"], "default": "A"}""",
        """{"type": "enum", "name": "E", "symbols": ["B"]}""",
        AvroReadability.All)]
    [InlineData(
        """{"type": "record", "name": "R", "fields": [{"name": "x", "type": ["null", "R"]}, {"name": "y", "type": "int"}]}""",
        """{"type": "record", "name": "R", "fields": [{"name": "x", "type": ["null", "R"]}, {"name": "y", "type": "string"}]}""",
        AvroReadability.None)]
    [InlineData(
        """{"type": "record", "name": "R", "fields": [{"name": "x", "type": ["null", "R"]}, {"name": "y", "type": "int"}]}""",
        """{"type": "record", "name": "R", "fields": [{"name": "x", "type": ["null", "R"]}, {"name": "y", "type": ["int", "string"]}]}""",
        AvroReadability.Some)]
    public void Some_values_can_be_read_where_others_fail(string reader, string writer, AvroReadability expected) =>
        Assert.Equal(expected, Resolve(reader, writer).Readability);

    [Theory]
    [InlineData("""["long", "int"]""", "\"int\"", 1)]
    [InlineData("""["null", "double"]""", "\"int\"", 1)]
    [InlineData("""["null", "string"]""", "\"int\"", -1)]
    [InlineData(
        """[{"type": "record", "name": "a.R", "fields": []}, {"type": "record", "name": "b.R", "fields": []}]""",
        """{"type": "record", "name": "b.R", "fields": []}""",
        1)]
    [InlineData(
        """[{"type": "fixed", "name": "F", "size": 1}, {"type": "fixed", "name": "G", "aliases": ["F"], "size": 2}]""",
        """{"type": "fixed", "name": "F", "size": 2}""",
        1)]
    public void A_union_takes_a_value_into_the_branch_that_reads_most_and_is_most_like_it(string reader, string writer, int branch) =>
        Assert.Equal(branch, Assert.IsType<AvroReaderUnionResolution>(Resolve(reader, writer)).Branch);

    [Fact]
    public void Symbols_are_found_by_name_and_unknown_ones_are_the_default() =>
        Assert.Equal(
            [1, 0, 1],
            Assert.IsType<AvroEnumResolution>(Resolve(
                """{"type": "enum", "name": "E", "symbols": ["A", "B"], "default": "B"}""",
                """{"type": "enum", "name": "E", "symbols": ["B", "A", "C"]}""")).MapSymbols());

    [Fact]
    public void A_resolution_reads_what_the_narrowest_schema_of_a_datum_says() => Property.ForAll(GeneratedSchemas.Versions, Count, pair =>
    {
        (AvroSchema writer, AvroSchema reader) = (ReducedSchema.ForResolution(pair.One), ReducedSchema.ForResolution(pair.Other));
        AvroResolution resolution = AvroResolution.Of(reader, writer);
        Assert.Equal(resolution.Readability == AvroReadability.All, resolution.ListFailures().Count == 0);
        AvroSchema exact = DatumGenerator.MakeExact(writer, new Random(writer.ToCanonicalForm().Length)).Exact;
        AvroReadability ofDatum = AvroResolution.Of(reader, exact).Readability;
        Assert.True(resolution.Readability != AvroReadability.All || ofDatum == AvroReadability.All);
        Assert.True(resolution.Readability != AvroReadability.None || ofDatum != AvroReadability.All);
    });

    private static AvroResolution Resolve(string reader, string writer) =>
        AvroResolution.Of(AvroSchema.Parse(reader), AvroSchema.Parse(writer));
}
