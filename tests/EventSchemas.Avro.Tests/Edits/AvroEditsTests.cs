namespace EventSchemas.Avro.Tests;

public sealed class AvroEditsTests
{
    private static readonly AvroSchema Schema = AvroSchema.Parse("""
        {"type": "record", "name": "Enrollment", "fields": [
          {"name": "user", "type": {"type": "record", "name": "User", "fields": [
            {"name": "id", "type": "int"},
            {"name": "email", "type": ["null", "string"], "default": null}]}},
          {"name": "mode", "type": {"type": "enum", "name": "Mode", "symbols": ["audit", "honor"], "default": "audit"}},
          {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
          {"name": "paid", "type": ["int", "string", "User"]},
          {"name": "digest", "type": {"type": "fixed", "name": "Digest", "size": 16}}]}
        """);

    [Fact]
    public void The_edits_that_FULL_TRANSITIVE_allows_are_listed_for_every_field() =>
        Assert.Equal(
            """
            add a field with a default
            reorder its fields
            user: give it a default
            user: add a field with a default
            user: reorder its fields
            user.id: give it a default
            user.email: remove it
            user.email: rename it, with an alias
            user.email: remove its default
            user.email: change string to bytes
            mode: give it a default
            mode: add a symbol
            mode: remove the symbol honor
            mode: remove its default symbol
            tags: remove it
            tags: rename it, with an alias
            tags: remove its default
            tags: change string to bytes
            paid: give it a default
            paid: change string to bytes
            digest: give it a default
            """.ReplaceLineEndings("\n"),
            string.Join('\n', AvroEdits.Try(Schema, [Schema], CompatibilityLevel.FullTransitive).Where(edit => edit.IsAllowed)));

    [Fact]
    public void Every_edit_changes_the_schema_and_is_checked_at_its_level()
    {
        foreach (CompatibilityLevel level in Enum.GetValues<CompatibilityLevel>())
        {
            IReadOnlyList<AvroEdit> edits = AvroEdits.Try(Schema, [Schema], level);

            Assert.All(edits, edit => Assert.NotEqual(Schema, edit.Result));
            Assert.All(edits, edit => Assert.Equal(edit.Result, AvroSchema.Parse(edit.Result.ToJson())));
            Assert.All(edits, edit => Assert.Equal(AvroCompatibility.Check(edit.Result, [Schema], level).Count == 0, edit.IsAllowed));
            Assert.Equal(Enum.GetValues<AvroEditKind>().Length - 1, edits.Select(edit => edit.Kind).Distinct().Count());
        }
    }

    [Fact]
    public void A_record_that_contains_itself_is_edited_as_one()
    {
        AvroSchema tree = AvroSchema.Parse("""
            {"type": "record", "name": "Tree", "fields": [
              {"name": "value", "type": "string"},
              {"name": "next", "type": ["null", "Tree"], "default": null},
              {"name": "children", "type": {"type": "array", "items": "Tree"}}]}
            """);

        IReadOnlyList<AvroEdit> edits = AvroEdits.Try(tree, [tree], CompatibilityLevel.Full);

        Assert.Contains(edits, edit => edit is { Kind: AvroEditKind.MakeOptional, Path: "children" });
        Assert.All(edits, edit => Assert.Equal(edit.Result, AvroSchema.Parse(edit.Result.ToJson())));
    }

    [Fact]
    public void An_enum_without_a_default_symbol_may_get_one_but_no_new_symbols()
    {
        var schema = AvroSchema.Parse("""{"type": "enum", "name": "Mode", "symbols": ["audit", "honor"]}""");

        AvroEdit[] edits = [.. AvroEdits.Try(schema, [schema], CompatibilityLevel.Full)];

        Assert.Equal([AvroEditKind.AddEnumDefault], edits.Where(edit => edit.IsAllowed).Select(edit => edit.Kind));
        Assert.Equal("EVS3012", Assert.Single(edits.Single(edit => edit.Kind == AvroEditKind.AddSymbol).Findings).Rule.Id);
    }

    [Fact]
    public void Older_versions_count_at_transitive_levels()
    {
        AvroSchema Of(string fields) => AvroSchema.Parse(RecordText.Of("R", fields));
        AvroSchema[] history = [Of("'a': 'int'; 'b': 'int'"), Of("'a': 'int'; 'b': 'int' = 0")];
        AvroEdit Removal(CompatibilityLevel level) =>
            AvroEdits.Try(history[1], history, level).Single(edit => edit is { Kind: AvroEditKind.RemoveField, Path: "b" });

        Assert.True(Removal(CompatibilityLevel.Full).IsAllowed);
        Assert.False(Removal(CompatibilityLevel.FullTransitive).IsAllowed);
    }

    [Fact]
    public void A_schema_that_has_not_been_published_may_be_changed_freely() =>
        Assert.All(AvroEdits.Try(Schema, [], CompatibilityLevel.FullTransitive), edit => Assert.True(edit.IsAllowed));

    [Fact]
    public void Trying_the_edits_of_a_recursive_or_hostile_schema_terminates()
    {
        string doubling = "[" + string.Join(", ", Enumerable.Range(0, 40).Select(i => i == 0
            ? """{"type": "fixed", "name": "R0", "size": 2147483647}"""
            : $$"""
              {"type": "record", "name": "R{{i}}", "fields": [
                {"name": "a", "type": "R{{i - 1}}"}, {"name": "b", "type": "R{{i - 1}}"}]}
              """)) + "]";
        var node = AvroSchema.Parse("""
            {"type": "record", "name": "Node", "fields": [
              {"name": "next", "type": ["null", "Node"], "default": null},
              {"name": "loop", "type": {"type": "map", "values": "Node"}}]}
            """);

        Assert.NotEmpty(AvroEdits.Try(AvroSchema.Parse(doubling), [], CompatibilityLevel.Full));
        Assert.NotEmpty(AvroEdits.Try(node, [node], CompatibilityLevel.Full));
    }
}
