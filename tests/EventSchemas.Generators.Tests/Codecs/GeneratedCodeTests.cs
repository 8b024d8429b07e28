using System.Reflection;

namespace EventSchemas.Generators.Tests;

/// <summary>Members of the usual types, and the schema of Open edX.</summary>
public sealed class GeneratedCodeTests
{
    private static readonly Assembly Everything = CodecConventions.Compile("""
        namespace Acme;

        [OpenEdxEvent("org.acme.everything.v1", Topic = "everything", Key = "Leaf.Name", FeatureFlag = "Everything", Owner = "acme")]
        public sealed partial record Everything(
            bool Flag, int Count, long Total, float Ratio, double Score, string Name, byte[] Payload, DateTimeOffset At, Guid Id,
            string? MaybeText, int? MaybeCount, DateTimeOffset? MaybeAt, Leaf Leaf, Leaf? MaybeLeaf,
            IReadOnlyList<string> Tags, List<int> Numbers, Leaf[] Leaves, IReadOnlyDictionary<string, long> Scores,
            Dictionary<string, List<Leaf?>>? Nested, Tree Tree)
        {
            public required string @class { get; init; }
            public string Computed => Name;
        }

        public sealed record Leaf(string Name, int Size = 7, string Kind = "plain \"quoted\"");

        public sealed record Tree
        {
            public string Label { get; init; } = "";
            public List<Tree> Children { get; init; } = [];
            public Tree? Parent { get; init; }
        }

        public static class Sample
        {
            public static Everything Create() => new(
                true, -1, long.MinValue, 1.5f, -2.25, "naïve ☃", [1, 2, 3],
                new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1234560),
                new Guid("00112233-4455-6677-8899-aabbccddeeff"),
                null, 5, null, new Leaf("a", 1), new Leaf("b"), ["x", ""], [1, 300, -70000], [new("c"), new("d", 2, "k")],
                new Dictionary<string, long> { ["one"] = 1 }, new() { ["k"] = [null, new Leaf("e")] },
                new Tree { Label = "root", Children = [new Tree { Label = "child" }] }) { @class = "math" };
        }
        """);

    public static TheoryData<CodecConventions> Conventions { get; } = new(CodecConventions.OpenEdx, CodecConventions.AvroEvent);

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Every_supported_type_survives_the_round_trip(CodecConventions conventions)
    {
        LoadedEvent @event = conventions.Event(Everything, "Everything");
        object value = Sample(conventions);

        byte[] data = @event.Serialize(value);
        byte[] copy = @event.Serialize(@event.Deserialize(data));

        Assert.Equal(data, copy);
        Assert.Equal(new byte[] { 2, (byte)'a' }, @event.Key(value));
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void A_plan_for_strings_that_were_written_as_bytes_reads_the_same_value(CodecConventions conventions)
    {
        LoadedEvent @event = conventions.Event(Everything, "Everything");
        byte[] data = @event.Serialize(Sample(conventions));

        // A string that was written as bytes has the same encoding and must be resolved.
        string writer = @event.Descriptor.RegistryText.Replace("\"string\"", "\"bytes\"", StringComparison.Ordinal);

        Assert.Equal(data, @event.Serialize(@event.Deserialize(data, Avro.AvroSchema.Parse(writer))));
    }

    [Fact]
    public void The_schema_follows_Open_edX_conventions()
    {
        var @event = new LoadedEvent(
            GeneratorRun.Of("""
                [OpenEdxEvent("org.acme.course.created.v1", Topic = "course")]
                public partial record CourseCreated(Course Course, Course? Previous, DateTimeOffset CreatedAt, IReadOnlyList<Guid> XMLIds);
                public record Course(string CourseKey, int Seats = 3);
                """).Load(),
            "CourseCreated");

        Assert.Equal(
            """
            {"doc": "Avro Event Format for CloudEvents created with openedx_events/schema", "fields": [{"name": "course",
            "type": {"fields": [{"name": "course_key", "type": "string"}, {"default": 3, "name": "seats", "type": "int"}],
            "name": "Course", "type": "record"}}, {"default": null, "name": "previous", "type": ["null", "Course"]},
            {"name": "created_at", "type": "string"}, {"name": "xml_ids", "type": {"items": "string", "type": "array"}}],
            "name": "CloudEvent", "namespace": "org.acme.course.created.v1", "type": "record"}
            """.ReplaceLineEndings(" "),
            @event.Descriptor.RegistryText);
    }

    private static object Sample(CodecConventions conventions) =>
        conventions.Type(Everything, "Sample").GetMethod("Create")!.Invoke(null, null)!;
}
