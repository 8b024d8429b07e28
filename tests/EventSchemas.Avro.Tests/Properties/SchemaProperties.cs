namespace EventSchemas.Avro.Tests;

public sealed class SchemaProperties
{
    private const int Count = 20_000;

    [Fact]
    public void Every_schema_is_the_same_after_JSON() => Property.ForAll(GeneratedSchemas.All, Count, schema =>
    {
        var again = AvroSchema.Parse(schema.ToJson());
        Assert.Equal(schema, again);
        Assert.Equal(schema.GetHashCode(), again.GetHashCode());
        Assert.Equal(schema, AvroSchema.Parse(schema.ToJson(AvroJsonFormat.Registry)));
        Assert.Equal(schema.ToJson(), again.ToJson());
        Assert.Equal(schema.ToJson(AvroJsonFormat.Registry), again.ToJson(AvroJsonFormat.Registry));
    });

    [Fact]
    public void Equal_canonical_forms_are_equal_schemas_except_for_what_is_not_encoded() =>
        Property.ForAll(GeneratedSchemas.Versions, Count, pair =>
        {
            bool isSameForm = pair.One.ToCanonicalForm() == pair.Other.ToCanonicalForm();
            Assert.Equal(isSameForm, ReducedSchema.Of(pair.One).Equals(ReducedSchema.Of(pair.Other)));
            Assert.Equal(isSameForm, AvroFingerprint.Crc64(pair.One) == AvroFingerprint.Crc64(pair.Other));
            Assert.Equal(pair.One.ToCanonicalForm(), AvroSchema.Parse(pair.One.ToCanonicalForm()).ToCanonicalForm());
        });

    [Fact]
    public void Canonical_forms_are_those_of_Apache_Avro() => Property.ForAll(GeneratedSchemas.All, Count, schema =>
        Assert.Equal(
            global::Avro.SchemaNormalization.ToParsingForm(global::Avro.Schema.Parse(ReducedSchema.Of(schema).ToJson())),
            schema.ToCanonicalForm()));

    [Fact]
    public void Every_schema_reads_itself_unless_aliases_match_other_fields() => Property.ForAll(GeneratedSchemas.All, Count, schema =>
        Assert.All(
            AvroCompatibility.CanRead(schema, AvroSchema.Parse(schema.ToJson())),
            i => Assert.NotEmpty(ReducedSchema.CollidingFields(schema))));

    [Fact]
    public void Different_schemas_have_differences_which_break_what_can_not_be_read() =>
        Property.ForAll(GeneratedSchemas.Versions, Count, pair =>
        {
            IReadOnlyList<AvroDifference> differences = AvroDifferences.Between(pair.One, pair.Other);

            Assert.Equal(pair.One.Equals(pair.Other), differences.All(d => d.Kind == AvroDifferenceKind.FieldAmbiguous));
            Assert.Equal(AvroCompatibility.CanRead(pair.Other, pair.One).Count > 0, differences.Any(d => d.BreaksBackward));
            Assert.Equal(AvroCompatibility.CanRead(pair.One, pair.Other).Count > 0, differences.Any(d => d.BreaksForward));
            Assert.All(differences, d => Assert.NotEmpty(d.Message));
        });

    [Fact]
    public void Rules_report_something_exactly_if_the_level_is_broken() => Property.ForAll(GeneratedSchemas.Versions, Count, pair =>
    {
        foreach (CompatibilityLevel level in Enum.GetValues<CompatibilityLevel>())
        {
            Assert.Equal(
                AvroCompatibility.Check(pair.Other, [pair.One], level).Select(finding => finding.Direction).Distinct().Order(),
                AvroRules.Check(pair.Other, [pair.One], level)
                    .Select(finding => finding.Direction).OfType<AvroReadDirection>().Distinct().Order());
        }
    });

    [Fact]
    public void Levels_compose() =>
        Property.ForAll(CsCheck.Gen.Select(GeneratedSchemas.Versions, GeneratedSchemas.Versions), Count / 3, sample =>
        {
            ((AvroSchema first, AvroSchema second), (AvroSchema third, AvroSchema candidate)) = sample;
            AvroSchema[] history = [first, second, third];
            IReadOnlyList<AvroCompatibilityFinding> Check(CompatibilityLevel level) => AvroCompatibility.Check(candidate, history, level);

            Assert.Empty(Check(CompatibilityLevel.None));
            Assert.Equal(AvroCompatibility.CanRead(candidate, third), Check(CompatibilityLevel.Backward).Select(f => f.Incompatibility));
            Assert.Equal(AvroCompatibility.CanRead(third, candidate), Check(CompatibilityLevel.Forward).Select(f => f.Incompatibility));
            Assert.Equal(Check(CompatibilityLevel.Backward).Concat(Check(CompatibilityLevel.Forward)), Check(CompatibilityLevel.Full));
            Assert.Equal(
                history.SelectMany(old => AvroCompatibility.CanRead(candidate, old)),
                Check(CompatibilityLevel.BackwardTransitive).Select(f => f.Incompatibility));
            Assert.Equal(
                history.SelectMany(old => AvroCompatibility.CanRead(old, candidate)),
                Check(CompatibilityLevel.ForwardTransitive).Select(f => f.Incompatibility));
            Assert.Equal(
                Check(CompatibilityLevel.BackwardTransitive)
                    .Concat(Check(CompatibilityLevel.ForwardTransitive)).OrderBy(f => f.VersionIndex).ThenBy(f => f.Direction),
                Check(CompatibilityLevel.FullTransitive));
        });
}
