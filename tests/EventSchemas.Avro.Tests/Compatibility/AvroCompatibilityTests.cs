namespace EventSchemas.Avro.Tests;

public sealed class AvroCompatibilityTests
{
    [Theory]
    [InlineData("\"long\"", "\"int\"", null)]
    [InlineData("\"int\"", "\"long\"", "TypeMismatch /")]
    [InlineData("\"bytes\"", "\"string\"", null)]
    [InlineData("[\"null\", \"long\"]", "\"int\"", null)]
    [InlineData("[\"null\", \"string\"]", "\"int\"", "MissingUnionBranch /")]
    [InlineData("\"int\"", "[\"int\", \"null\"]", "TypeMismatch /1")]
    [InlineData("[\"int\"]", "[\"int\", \"null\"]", "MissingUnionBranch /1")]
    [InlineData("{\"type\": \"array\", \"items\": \"int\"}", "{\"type\": \"array\", \"items\": \"string\"}", "TypeMismatch /items")]
    [InlineData("{\"type\": \"map\", \"values\": \"int\"}", "{\"type\": \"map\", \"values\": \"string\"}", "TypeMismatch /values")]
    [InlineData(
        "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 1}",
        "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 2}",
        "FixedSizeMismatch /size")]
    [InlineData(
        "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 1}",
        "{\"type\": \"fixed\", \"name\": \"G\", \"size\": 1}",
        "NameMismatch /name")]
    [InlineData(
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"]}",
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"B\"]}",
        "MissingEnumSymbols /symbols")]
    [InlineData(
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"], \"default\": \"A\"}",
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"B\"]}",
        null)]
    public void A_reader_reads_what_the_specification_lets_it(string reader, string writer, string? expected)
    {
        IReadOnlyList<AvroIncompatibility> found = AvroCompatibility.CanRead(AvroSchema.Parse(reader), AvroSchema.Parse(writer));

        Assert.Equal(expected, found.Count == 0 ? null : string.Join("; ", found.Select(i => $"{i.Kind} {i.Location}")));
    }

    [Fact]
    public void All_reasons_are_returned_not_only_the_first()
    {
        IReadOnlyList<AvroIncompatibility> found = AvroCompatibility.CanRead(
            Record("R", ("a", "\"int\""), ("b", "\"int\"")),
            Record("Q", ("a", "\"string\"")));

        Assert.Equal(
            [
                AvroIncompatibilityKind.NameMismatch,
                AvroIncompatibilityKind.TypeMismatch,
                AvroIncompatibilityKind.ReaderFieldMissingDefaultValue,
            ],
            found.Select(i => i.Kind));
        Assert.Equal(["/name", "/fields/0/type", "/fields/1"], found.Select(i => i.Location));
    }

    [Fact]
    public void Namespaces_do_not_count_and_aliases_help_only_the_reader()
    {
        var old = AvroSchema.Parse("""{"type": "record", "name": "Old", "namespace": "a", "fields": [{"name": "x", "type": "int"}]}""");
        var renamed = AvroSchema.Parse("""
            {"type": "record", "name": "New", "namespace": "a", "aliases": ["Old"], "fields": [
              {"name": "y", "aliases": ["x"], "type": "int"}]}
            """);
        var moved = AvroSchema.Parse("""{"type": "record", "name": "Old", "namespace": "b", "fields": [{"name": "x", "type": "int"}]}""");

        Assert.Empty(AvroCompatibility.CanRead(renamed, old));
        Assert.NotEmpty(AvroCompatibility.CanRead(old, renamed));
        Assert.Empty(AvroCompatibility.CanRead(moved, old));
    }

    [Theory]
    [InlineData(CompatibilityLevel.None, "")]
    [InlineData(CompatibilityLevel.Backward, "")]
    [InlineData(CompatibilityLevel.BackwardTransitive, "0 Backward")]
    [InlineData(CompatibilityLevel.Forward, "1 Forward")]
    [InlineData(CompatibilityLevel.ForwardTransitive, "1 Forward")]
    [InlineData(CompatibilityLevel.Full, "1 Forward")]
    [InlineData(CompatibilityLevel.FullTransitive, "0 Backward,1 Forward")]
    public void A_level_names_every_version_that_breaks_and_in_which_direction(CompatibilityLevel level, string expected)
    {
        AvroSchema[] history = [Record("R", ("a", "\"int\"")), Record("R", ("a", "\"int\""), ("b", "\"int\""), ("c", "\"int\""))];
        AvroSchema candidate = Record("R", ("a", "\"int\""), ("b", "\"int\""));

        Assert.Equal(
            expected,
            string.Join(",", AvroCompatibility.Check(candidate, history, level).Select(f => $"{f.VersionIndex} {f.Direction}")));
    }

    [Fact]
    public void Wide_unions_of_records_are_compared_in_reasonable_time()
    {
        string branches = string.Join(", ", Enumerable.Range(0, 60).Select(i =>
            $$"""
            {"type": "record", "name": "R{{i}}", "fields": [
              {"name": "next", "type": ["null", "{{(i == 0 ? "string" : $"R{i - 1}")}}"]}]}
            """));
        var schema = AvroSchema.Parse($"[{branches}]");

        Assert.Empty(AvroCompatibility.CanRead(schema, AvroSchema.Parse(schema.ToJson())));
    }

    [Fact]
    public void The_registrys_names_of_levels_go_both_ways()
    {
        foreach (CompatibilityLevel level in Enum.GetValues<CompatibilityLevel>())
        {
            Assert.True(CompatibilityLevels.TryParseRegistryName(level.ToRegistryName(), out CompatibilityLevel parsed));
            Assert.Equal(level, parsed);
        }

        Assert.False(CompatibilityLevels.TryParseRegistryName("SIDEWAYS", out _));
    }

    private static AvroSchema Record(string name, params (string Name, string Type)[] fields) => AvroSchema.Parse(
        $$"""
        {"type": "record", "name": "{{name}}", "fields": [
          {{string.Join(", ", fields.Select(f => $$"""{"name": "{{f.Name}}", "type": {{f.Type}}}"""))}}]}
        """);
}
