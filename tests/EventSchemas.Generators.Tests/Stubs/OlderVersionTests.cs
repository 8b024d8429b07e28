using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators.Tests;

/// <summary>The shipped versions of an event that travels by Redis are in its descriptor.</summary>
public sealed class OlderVersionTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.e.v1\", StableBecause = \"a test\", Transports = {0})] "
        + "public sealed partial record E(string Name, int? Age = null);";

    private const string First = """{"type": "record", "name": "CloudEvent", "fields": [{"name": "name", "type": "string"}]}""";
    private const string Second = """{"type": "record", "name": "CloudEvent", "fields": [{"name": "name", "type": "bytes"}]}""";

    private static readonly AdditionalText[] Shipped =
    [
        new InMemoryFile("/p/schemas/shipped/org.acme.e.v1/1.avsc", First),
        new InMemoryFile("/p/schemas/shipped/org.acme.e.v1/1.contract.json", Contract("\"libraryBelow\": \"10.0.0\", ")),
        new InMemoryFile("/p/schemas/shipped/org.acme.e.v1/10.avsc", Second),
        new InMemoryFile("/p/schemas/shipped/org.acme.e.v1/10.contract.json", Contract("")),
        new InMemoryFile("/p/schemas/shipped/org.acme.e.v1/3.avsc", "{ not finished"),
        new InMemoryFile("/p/schemas/shipped/org.acme.other.v1/1.avsc", First),
        new InMemoryFile("/p/schemas/org.acme.e.v1.avsc", First),
        new InMemoryFile("/p/schemas/notes.txt", "no contract file"),
    ];

    [Theory]
    [InlineData("EventTransports.Redis", EventTransports.Redis)]
    [InlineData("EventTransports.Kafka | EventTransports.Redis", EventTransports.Kafka | EventTransports.Redis)]
    public void They_are_there_newest_first_with_the_library_that_had_them(string transports, EventTransports expected)
    {
        EventDescriptor descriptor = DescriptorOf(RunOf(transports, Shipped));

        Assert.Equal(expected, descriptor.Transports);
        Assert.Equal(
            [(Text(Second), null), (Text(First), "10.0.0")],
            descriptor.OlderVersions.Select(version => (version.Schema, version.LibraryBelow)));
    }

    [Fact]
    public void An_event_of_Kafka_alone_has_none()
    {
        GeneratorRun run = RunOf("EventTransports.Kafka", Shipped);
        EventDescriptor descriptor = DescriptorOf(run);

        Assert.Equal(EventTransports.Kafka, descriptor.Transports);
        Assert.Empty(descriptor.OlderVersions);
        Assert.DoesNotContain("Transports", run.Text("E.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_names_the_transports_where_the_attribute_does_not()
    {
        GeneratorRun run = GeneratorRun.Of("[OpenEdxEvent(\"org.acme.e.v1\")] public sealed partial record E(string Name);");

        Assert.Equal(EventTransports.Kafka, DescriptorOf(run).Transports);
        Assert.Equal(
            EventTransports.Redis, DescriptorOf(run.Set("build_property.EventSchemasTransports", "redis")).Transports);
        Assert.Equal(
            EventTransports.Kafka | EventTransports.Redis,
            DescriptorOf(run.Set("build_property.EventSchemasTransports", "Redis, kafka")).Transports);
    }

    [Fact]
    public void A_version_that_is_shipped_changes_only_the_file_of_its_event()
    {
        GeneratorRun before = RunOf("EventTransports.Redis", Shipped[..2]);

        GeneratorRun after = before.WithFiles([.. Shipped[..4]]);

        Assert.Single(DescriptorOf(before).OlderVersions);
        Assert.Equal(2, DescriptorOf(after).OlderVersions.Count);
        Assert.Equal(
            ["E.g.cs"],
            after.Result.GeneratedSources.Zip(before.Result.GeneratedSources)
                .Where(pair => pair.First.SourceText.ToString() != pair.Second.SourceText.ToString())
                .Select(pair => pair.First.HintName));
    }

    private static GeneratorRun RunOf(string transports, AdditionalText[] files) =>
        GeneratorRun.Of(Event.Replace("{0}", transports, StringComparison.Ordinal)).WithFiles([.. files]);

    private static EventDescriptor DescriptorOf(GeneratorRun run) => new LoadedEvent(run.Load(), "E").Descriptor;

    private static string Text(string schema) => Avro.AvroSchema.Parse(schema).ToJson(Avro.AvroJsonFormat.Registry);

    private static string Contract(string more) =>
        $$"""{ "eventType": "org.acme.e.v1", {{more}}"compatibility": "FULL_TRANSITIVE", "sha256": "", "termsSha256": "" }""";
}
