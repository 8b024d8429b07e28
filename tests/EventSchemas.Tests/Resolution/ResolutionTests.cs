using EventSchemas.Avro;
using EventSchemas.Tests.Codec;

namespace EventSchemas.Tests.Resolution;

public sealed class ResolutionTests
{
    private const string Head = """{"type": "record", "name": "CloudEvent", "fields": [""";

    [Fact]
    public void Reordered_extra_and_missing_fields_are_resolved()
    {
        AvroWriter writer = AvroWriter.Rent();
        writer.WriteBlockStart(1);
        writer.WriteInt(5);
        writer.WriteString("extra");
        writer.WriteBlockEnd();
        writer.WriteString("article");
        byte[] data = writer.ToArray();

        Shelf read = AvroCodec.Deserialize<Shelf>(data, AvroSchema.Parse(Head + """
            {"name": "unknown", "type": {"type": "array", "items": {"type": "record", "name": "U", "fields": [
              {"name": "a", "type": "int"}, {"name": "b", "type": "string"}]}}},
            {"name": "name", "type": "string"}]}
            """));

        Assert.Equal(new Shelf("article"), read);
    }

    [Theory]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("float")]
    [InlineData("double")]
    public void Numbers_are_promoted_as_the_specification_says(string type)
    {
        AvroWriter writer = AvroWriter.Rent();
        writer.WriteString("x");
        switch (type)
        {
            case "int" or "long":
                writer.WriteLong(3);
                break;
            case "float":
                writer.WriteFloat(3);
                break;
            default:
                writer.WriteDouble(3);
                break;
        }

        Shelf read = AvroCodec.Deserialize<Shelf>(
            writer.ToArray(), AvroSchema.Parse(Head + $$"""{"name": "name", "type": "bytes"}, {"name": "load", "type": "{{type}}"}]}"""));

        Assert.Equal(3, read.Load);
    }

    [Fact]
    public void A_null_that_the_reader_does_not_allow_throws_only_when_the_data_contain_it()
    {
        var schema = AvroSchema.Parse(Head + """{"name": "name", "type": ["null", "string"]}]}""");

        Assert.Equal("x", AvroCodec.Deserialize<Shelf>([2, 2, (byte)'x'], schema).Name);
        EventDataException e = Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Shelf>([0], schema));
        Assert.Equal("name", e.Path);
    }

    [Fact]
    public void A_required_value_is_read_into_an_optional_member()
    {
        var schema = AvroSchema.Parse(Head + """{"name": "name", "type": "string"}, {"name": "note", "type": "string"}]}""");

        Assert.Equal("n", AvroCodec.Deserialize<Shelf>([2, (byte)'x', 2, (byte)'n'], schema).Note);
    }

    [Theory]
    [InlineData("""{"name": "other", "type": "string"}]}""", AvroIncompatibilityKind.ReaderFieldMissingDefaultValue, "/fields/0")]
    [InlineData("""{"name": "name", "type": "boolean"}]}""", AvroIncompatibilityKind.TypeMismatch, "/fields/0/type")]
    public void A_schema_that_cannot_be_resolved_throws_when_the_plan_is_created(
        string fields, AvroIncompatibilityKind kind, string location)
    {
        SchemaResolutionException e = Assert.Throws<SchemaResolutionException>(
            () => ResolutionPlan.Create<Shelf>(AvroSchema.Parse(Head + fields)));

        AvroIncompatibility found = Assert.Single(e.Incompatibilities);
        Assert.Equal((kind, location), (found.Kind, found.Location));
    }

    [Fact]
    public void Skipped_members_allocate_nothing()
    {
        AvroSchema few = AvroSchema.Parse(Head + """{"name": "name", "type": "string"}]}""");
        AvroSchema more = AvroSchema.Parse(Head + """
            {"name": "texts", "type": {"type": "map", "values": ["null", "string"]}},
            {"name": "name", "type": "string"},
            {"name": "extra", "type": {"type": "record", "name": "X", "fields": [
              {"name": "b", "type": "bytes"}, {"name": "f", "type": {"type": "fixed", "name": "F", "size": 3}},
              {"name": "d", "type": "double"}]}}]}
            """);
        byte[] fewData = [2, (byte)'x'];
        byte[] moreData = [2, 2, (byte)'k', 2, 4, (byte)'a', (byte)'b', 0, 2, (byte)'x', 4, 1, 2, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0];

        Assert.Equal(Allocated(fewData, few), Allocated(moreData, more));
    }

    [Fact]
    public void A_record_with_another_name_throws_and_one_with_another_namespace_is_read()
    {
        Assert.Throws<SchemaResolutionException>(() => ResolutionPlan.Create<Shelf>(
            AvroSchema.Parse("""{"type": "record", "name": "Other", "fields": [{"name": "name", "type": "string"}]}""")));
        Assert.False(ResolutionPlan.Create<Shelf>(AvroSchema.Parse(Head + """{"name": "name", "type": "string"}]}""")).IsIdentity);
    }

    [Fact]
    public void Recursive_records_are_read_by_a_plan()
    {
        var tree = new Tree("t", [new Branch([new Branch([]), new Branch([])])]);
        AvroSchema schema = AvroSchema.Parse(Schema<Tree>().ToJson().Replace("\"string\"", "\"bytes\"", StringComparison.Ordinal));

        Assert.Equal(AvroCodec.Serialize(tree), AvroCodec.Serialize(AvroCodec.Deserialize<Tree>(AvroCodec.Serialize(tree), schema)));
    }

    private static long Allocated(byte[] data, AvroSchema writer)
    {
        AvroCodec.Deserialize<Shelf>(data, writer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AvroCodec.Deserialize<Shelf>(data, writer);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static AvroSchema Schema<T>()
        where T : class, IEventContract<T> => T.Schema;
}

[OpenEdxEvent("org.acme.shelf.built.v1", StableBecause = "a test event")]
public sealed partial record Shelf(string Name, double Load = 1.5, string? Note = null, string Kind = "wall");
