namespace EventSchemas.Avro.Tests;

public sealed class AvroDifferencesTests
{
    [Theory]
    [InlineData("'a': 'int'", "'a': 'int'; 'b': 'string' = 'x'", "b: added (string, default \"x\")")]
    [InlineData("'a': 'int'; 'b': ['null', 'string']", "'a': 'int'", "b: removed (optional string)")]
    [InlineData("'a': 'int'", "'b': 'int' (aka 'a')", "b: renamed from a|b: aliases none became a")]
    [InlineData("'a': 'int'; 'c': 'string'", "'b': 'int'; 'c': 'string'", "b: looks renamed from a, but no alias says so")]
    [InlineData(
        "'a': 'int'; 'userName': 'int'",
        "'x': 'string'; 'user': 'int'; 'c': 'int'",
        "x: added (string)|user: looks renamed from userName, but no alias says so"
            + "|c: looks renamed from a, but no alias says so|fields reordered")]
    [InlineData("'a': 'int'; 'b': 'string'", "'b': 'string'; 'a': 'int'", "fields reordered")]
    [InlineData("'a': 'int'", "'a': ['null', 'int']", "a: int made optional")]
    [InlineData("'a': ['int', 'null']", "'a': 'int'", "a: optional int made required")]
    [InlineData("'a': 'int'", "'a': 'long'", "a: int became long")]
    [InlineData("'a': ['null', 'int']", "'a': ['null', 'long']", "a: int became long")]
    [InlineData("'a': 'int'", "'a': ['int']", "a: int became one of int")]
    [InlineData("'a': ['int', 'string']", "'a': ['int', 'string', 'bytes']", "a(bytes): bytes added to the union")]
    [InlineData(
        "'a': ['int', 'string', 'bytes']",
        "'a': ['string', 'int']",
        "a(bytes): bytes removed from the union|a: branches of the union reordered")]
    [InlineData("'a': {'type': 'long', 'logicalType': 'timestamp-millis'}", "'a': 'long'", "a: timestamp-millis became plain long")]
    [InlineData("'a': {'type': 'long', 'logicalType': 'timestamp-millis'}", "'a': 'string'", "a: timestamp-millis (long) became string")]
    [InlineData(
        "'a': {'type': 'bytes', 'logicalType': 'decimal', 'precision': 9}",
        "'a': {'type': 'bytes', 'logicalType': 'decimal', 'precision': 9, 'scale': 2}",
        "a: decimal(9, 0) became decimal(9, 2)")]
    [InlineData(
        "'a': {'type': 'long', 'logicalType': 'weeks'}",
        "'a': {'type': 'long', 'logicalType': 'months'}",
        "a: property logicalType \"weeks\" became logicalType \"months\"")]
    [InlineData(
        "'a': {'type': 'enum', 'name': 'E', 'symbols': ['A', 'B']}",
        "'a': {'type': 'enum', 'name': 'E', 'symbols': ['C', 'B'], 'default': 'B'}",
        "a: symbol A removed|a: symbol C added|a: default symbol B added")]
    [InlineData(
        "'a': {'type': 'array', 'items': {'type': 'map', 'values': 'int'}}",
        "'a': {'type': 'array', 'items': {'type': 'map', 'values': 'string'}}",
        "a[]{}: int became string")]
    [InlineData(
        "'a': 'int' = 1 (doc 'x') (pii true)",
        "'a': 'int' (doc 'y') (order 'ignore') (pii false)",
        "a: default 1 removed|a: documentation changed|a: sort order ascending became ignore|a: property pii true became pii false")]
    [InlineData(
        "'a': {'type': 'fixed', 'name': 'F', 'size': 4}",
        "'a': {'type': 'fixed', 'name': 'G', 'size': 5}",
        "a: F renamed to G|a: size 4 became 5")]
    [InlineData("'a': 'int'", "'a': 'int'", "")]
    public void Changes_are_described_in_plain_words(string old, string @new, string expected) =>
        Assert.Equal(expected, string.Join("|", AvroDifferences.Between(Record(old), Record(@new))));

    [Fact]
    public void Paths_and_locations_refer_to_both_versions()
    {
        var old = AvroSchemaDocument.Parse("""
            {"type": "record", "name": "Event", "fields": [
              {"name": "id", "type": "string"},
              {"name": "user", "type": ["null", {"type": "record", "name": "User", "fields": [
                {"name": "emails", "type": {"type": "array", "items": "string"}}]}]}]}
            """);
        var @new = AvroSchemaDocument.Parse("""
            {"type": "record", "name": "Event", "fields": [
              {"name": "user", "type": ["null", {"type": "record", "name": "User", "fields": [
                {"name": "age", "type": "int"},
                {"name": "emails", "type": {"type": "array", "items": "bytes"}}]}]},
              {"name": "id", "type": "string"}]}
            """);

        IReadOnlyList<AvroDifference> found = AvroDifferences.Between(old.Schema, @new.Schema);

        Assert.Equal(
            [
                ("user.age", "User", "age", "/fields/1/type/1", "/fields/0/type/1/fields/0"),
                ("user.emails[]", "User", "emails", "/fields/1/type/1/fields/0/type/items", "/fields/0/type/1/fields/1/type/items"),
                ("", "Event", null, "/", "/"),
            ],
            found.Select(d => (d.Path, d.Record, d.Field, d.OldLocation, d.NewLocation)));
        Assert.Equal("bytes", @new.Locate(found[1].NewLocation).Text);
        Assert.Equal("string", old.Locate(found[1].OldLocation).Text);
        Assert.Equal((true, false), (found[0].BreaksBackward, found[0].BreaksForward));
        Assert.True(found[1].IsLossy);
    }

    [Fact]
    public void A_change_of_a_record_that_is_used_several_times_is_reported_once()
    {
        AvroSchema Of(string field) => AvroSchema.Parse(
            $$$"""
            {"type": "record", "name": "R", "fields": [
              {"name": "a", "type": {"type": "record", "name": "Part", "fields": [
                {{{field}}}, {"name": "next", "type": ["null", "Part"]}]}},
              {"name": "b", "type": "Part"},
              {"name": "c", "type": {"type": "array", "items": "Part"}}]}
            """);

        AvroDifference found = Assert.Single(AvroDifferences.Between(
            Of("""{"name": "x", "type": "int"}"""),
            Of("""{"name": "x", "type": "string"}""")));

        Assert.Equal(("a.x", true, true), (found.Path, found.BreaksBackward, found.BreaksForward));
    }

    [Fact]
    public void A_break_in_a_branch_of_a_union_is_reported_in_its_record()
    {
        string Branch(string name, string fields) => RecordText.Of(name, fields).Replace('"', '\'');
        AvroSchema Of(string part, string circle) => Record($"'shape': [{Branch("Part", part)}, {Branch("Circle", circle)}, 'null']");

        AvroDifference found = Assert.Single(AvroDifferences.Between(
            Of("'x': 'int'", "'r': 'int'"),
            Of("'x': 'int'", "'r': 'int'; 'unit': 'string'")));

        Assert.Equal("shape(Circle).unit: added (string)", found.Message);
        Assert.Equal((true, false, "Circle"), (found.BreaksBackward, found.BreaksForward, found.Record));
    }

    [Fact]
    public void Removing_a_branch_breaks_nothing_where_another_branch_reads_its_values()
    {
        AvroDifference found = Assert.Single(AvroDifferences.Between(Record("'a': ['long', 'int']"), Record("'a': ['long']")));

        Assert.Equal((AvroDifferenceKind.BranchRemoved, false), (found.Kind, found.BreaksBackward));
    }

    private static AvroSchema Record(string fields) => AvroSchema.Parse(RecordText.Of("R", fields));
}
