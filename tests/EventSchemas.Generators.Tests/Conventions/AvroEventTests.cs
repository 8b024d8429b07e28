using System.Reflection;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators.Tests;

/// <summary>Events with [AvroEvent]: their schemas, and a project that has both kinds.</summary>
public sealed class AvroEventTests
{
    private const string Shared = """
        namespace Shop;

        public sealed record Order(string OrderNumber, DateTimeOffset PlacedAt, Guid BuyerId, List<Line> Lines);

        public sealed record Line(string Sku, [AvroDecimal(9, 2)] decimal Price, DateOnly ShipsOn);
        """;

    private const string OpenEdx =
        "namespace Shop; [OpenEdxEvent(\"org.acme.order.sent.v1\", Key = \"Order.OrderNumber\")] "
        + "public sealed partial record Sent(Order Order);";

    private const string Avro =
        "namespace Shop; [AvroEvent(\"OrderPlaced\", Key = \"Order.OrderNumber\")] public sealed partial record Placed(Order Order);";

    private const string Sample = """
        namespace Shop;

        public static class Sample
        {
            static Order Order => new(
                "n-1",
                new(2026, 11, 28, 5, 0, 0, TimeSpan.Zero),
                new("00112233-4455-6677-8899-aabbccddeeff"),
                [new("s", 1.5m, new(2026, 12, 1))]);

            public static Sent Sent => new(Order);
            public static Placed Placed => new(Order);
        }
        """;

    [Fact]
    public void The_schema_has_the_names_of_the_record_and_logical_types()
    {
        AvroSchema schema = SchemaOf(GeneratorRun.Of(Shared, Avro), "Shop.Placed");

        const string expected = """
            {"type": "record", "name": "Placed", "namespace": "Shop", "fields": [
              {"name": "Order", "type": {"type": "record", "name": "Order", "fields": [
                {"name": "OrderNumber", "type": "string"},
                {"name": "PlacedAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "BuyerId", "type": {"type": "string", "logicalType": "uuid"}},
                {"name": "Lines", "type": {"type": "array", "items": {"type": "record", "name": "Line", "fields": [
                  {"name": "Sku", "type": "string"},
                  {"name": "Price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "ShipsOn", "type": {"type": "int", "logicalType": "date"}}]}}}]}}]}
            """;
        Assert.Equal(AvroSchema.Parse(expected).ToJson(), schema.ToJson());
    }

    [Fact]
    public void A_record_that_events_of_both_kinds_reach_has_two_codecs_in_whichever_order_it_is_reached()
    {
        GeneratorRun run = GeneratorRun.Of(Shared, OpenEdx, Avro, Sample);
        Dictionary<string, string> files = Files(run);

        Assert.Equal(files, Files(GeneratorRun.Of(Avro, Sample, OpenEdx, Shared)));
        Assert.Contains("Shop_OrderCodec.g.cs", files.Keys);
        Assert.Contains("Shop_OrderCodecAsWritten.g.cs", files.Keys);
        foreach ((string file, string text) in Files(GeneratorRun.Of(Shared, OpenEdx)))
        {
            Assert.Equal(files[file], text);
        }

        Assembly assembly = run.Load();
        foreach (string name in new[] { "Sent", "Placed" })
        {
            var @event = new LoadedEvent(assembly, "Shop." + name);
            byte[] data = @event.Serialize(ValueOf(assembly, name));
            Assert.Equal(data, @event.Serialize(@event.Deserialize(data)));
        }

        Assert.NotEqual(
            new LoadedEvent(assembly, "Shop.Sent").Serialize(ValueOf(assembly, "Sent")),
            new LoadedEvent(assembly, "Shop.Placed").Serialize(ValueOf(assembly, "Placed")));
    }

    [Fact]
    public void A_record_has_a_codec_for_each_naming()
    {
        GeneratorRun run = GeneratorRun.Of(
            Shared,
            "namespace Shop; [AvroEvent(\"a\")] public sealed partial record A(Order TheOrder);",
            "namespace Shop; [AvroEvent(\"b\", Naming = AvroNaming.SnakeCase)] public sealed partial record B(Order TheOrder);",
            "namespace Shop; [AvroEvent(\"c\", Naming = AvroNaming.CamelCase)] public sealed partial record C(Order TheOrder);",
            "namespace Shop; [AvroEvent(\"d\", Naming = AvroNaming.AsWritten)] public sealed partial record D(Order TheOrder);");

        Assert.Empty(run.Messages);
        Assert.Equal(
            ["Shop_OrderCodecAsWritten.g.cs", "Shop_OrderCodecCamelCase.g.cs", "Shop_OrderCodecSnakeCase.g.cs"],
            Files(run).Keys.Where(file => file.Contains("_OrderCodec", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["TheOrder/OrderNumber", "the_order/order_number", "theOrder/orderNumber", "TheOrder/OrderNumber"],
            new[] { "A", "B", "C", "D" }.Select(name => NamesIn(SchemaOf(run, "Shop." + name))));
    }

    [Theory]
    [InlineData("build_property.EventSchemasNaming", "snake_case", "the_order/order_number")]
    [InlineData("eventschemas_naming", "camelCase", "theOrder/orderNumber")]
    [InlineData("eventschemas_naming", "nonsense", "TheOrder/OrderNumber")]
    public void A_project_or_a_folder_can_choose_the_naming(string key, string value, string expected)
    {
        GeneratorRun run = GeneratorRun.Of(
                Shared,
                "namespace Shop; [AvroEvent(\"a\")] public sealed partial record A(Order TheOrder, [AvroName(\"Kept\")] int Other);",
                "namespace Shop; [AvroEvent(\"b\", Naming = AvroNaming.AsWritten)] public sealed partial record B(Order TheOrder);",
                "namespace Shop; [OpenEdxEvent(\"org.acme.c.v1\")] public sealed partial record C(Order TheOrder);")
            .Set(key, value);

        Assert.Empty(run.Messages);
        Assert.Equal(
            [expected, "TheOrder/OrderNumber", "the_order/order_number"],
            new[] { "A", "B", "C" }.Select(name => NamesIn(SchemaOf(run, "Shop." + name))));
        Assert.Equal("Kept", ((AvroRecordSchema)SchemaOf(run, "Shop.A")).Fields[1].Name);
    }

    [Fact]
    public void The_namespace_is_that_of_the_attribute_the_folder_the_project_or_the_record()
    {
        string[] sources =
        [
            "namespace Shop.@event; [AvroEvent(\"a\")] public sealed partial record A(int X);",
            "namespace Shop; [AvroEvent(\"b\", Namespace = \"com.acme\")] public sealed partial record B(int X);",
            "[AvroEvent(\"c\")] public sealed partial record C(int X);",
        ];
        string?[] Namespaces(GeneratorRun run) =>
            [.. new[] { "Shop.event.A", "Shop.B", "C" }.Select(name => ((AvroRecordSchema)SchemaOf(run, name)).Namespace)];

        Assert.Equal(["Shop.event", "com.acme", null], Namespaces(GeneratorRun.Of(sources)));
        Assert.Equal(
            ["com.project", "com.acme", "com.project"],
            Namespaces(GeneratorRun.Of(sources).Set("build_property.EventSchemasNamespace", "com.project")));
        Assert.Equal(
            ["Shop.event", "com.acme", null],
            Namespaces(GeneratorRun.Of(sources).Set("build_property.EventSchemasNamespace", "com-project")));
        Assert.Equal(
            ["com.folder", "com.acme", "com.folder"],
            Namespaces(GeneratorRun.Of(sources).Set("eventschemas_namespace", "com.folder")));
    }

    [Theory]
    [InlineData("\"order.placed\", Version = 2", "order.placed.v2")]
    [InlineData("\"order.placed.v3\"", "order.placed.v3")]
    [InlineData("\"Order placed / über ☕\"", "Order placed / über ☕")]
    public void An_event_type_is_free_and_its_version_can_be_an_argument(string arguments, string expected)
    {
        Assembly assembly = GeneratorRun.Of($"[AvroEvent({arguments})] public sealed partial record A(int X);").Load();

        Assert.Equal(expected, new LoadedEvent(assembly, "A").Descriptor.EventType);
    }

    [Theory]
    [InlineData("", EventKeyFormat.Text)]
    [InlineData(", KeyFormat = EventKeyFormat.Avro", EventKeyFormat.Avro)]
    [InlineData(", KeyFormat = EventKeyFormat.Long", EventKeyFormat.Long)]
    public void The_descriptor_says_how_the_key_is_written(string argument, EventKeyFormat expected)
    {
        Assembly assembly = GeneratorRun.Of($"[AvroEvent(\"a\", Key = \"X\"{argument})] public sealed partial record A(long X);").Load();

        EventDescriptor descriptor = new LoadedEvent(assembly, "A").Descriptor;
        Assert.Equal(expected, descriptor.KeyFormat);
        Assert.Same(EventConventions.CloudEvents, descriptor.Conventions);
    }

    [Fact]
    public void Two_members_that_a_setting_gives_one_name_leave_the_event_without_a_schema_and_without_a_fault()
    {
        GeneratorRun run = GeneratorRun.Of("[AvroEvent(\"a\")] public sealed partial record A(int UserID, int UserId);");
        Assert.Equal(2, ((AvroRecordSchema)SchemaOf(run, "A")).Fields.Count);

        GeneratorRun renamed = run.Set("eventschemas_naming", "snake_case");
        Assert.Empty(renamed.Messages);
        Assert.Contains("has no schema", renamed.Text("A.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_generated_for_it_is_about_Open_edX()
    {
        GeneratorRun run = GeneratorRun.Of(Shared, Avro);
        string text = string.Join('\n', Files(run).Values);

        Assert.DoesNotContain("openedx", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("open edx", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"CloudEvent", text, StringComparison.Ordinal);
        Assert.Contains("EventConventions.CloudEvents", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_with_both_attributes_is_the_event_of_the_first()
    {
        GeneratorRun run = GeneratorRun.Of("[AvroEvent(\"a\")] [OpenEdxEvent(\"org.acme.a.v1\")] public sealed partial record A(int X);");

        Assert.Empty(run.Messages);
        Assert.Equal("A", ((AvroRecordSchema)SchemaOf(run, "A")).Name);
    }

    private static AvroSchema SchemaOf(GeneratorRun run, string record) => run.Output.Assembly.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.Name == "EventContractAttribute"
            && attribute.NamedArguments.Any(argument => argument is { Key: "Record", Value.Value: string name } && name == record))
        .Select(attribute => AvroSchema.Parse((string)attribute.ConstructorArguments[1].Value!))
        .Single();

    private static string NamesIn(AvroSchema schema)
    {
        AvroField field = ((AvroRecordSchema)schema).Fields[0];
        return $"{field.Name}/{((AvroRecordSchema)field.Schema).Fields[0].Name}";
    }

    private static Dictionary<string, string> Files(GeneratorRun run)
    {
        Assert.Empty(run.Messages);
        return run.Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    private static object ValueOf(Assembly assembly, string name) =>
        assembly.GetType("Shop.Sample")!.GetProperty(name)!.GetValue(null)!;
}
