using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Confluent.SchemaRegistry;
using EventSchemas.Avro;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

/// <summary>What Java services write and read, with the readers and writers that Confluent's serializers for Java use.</summary>
public sealed class JavaTests(JavaPeer java) : IClassFixture<JavaPeer>, IAsyncLifetime
{
    // As a Java team writes it: other orders of fields, symbols and branches than ours, and a field that we don't have.
    private const string JavaSchema =
        """
        {"type": "record", "name": "ParcelLabeled", "namespace": "com.acme.parcels", "fields": [
          {"name": "labeledAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
          {"name": "note", "type": ["string", "null"], "default": ""},
          {"name": "shelf", "type": ["null", "int"], "default": null},
          {"name": "number", "type": "string"},
          {"name": "kind", "type": {"type": "enum", "name": "ParcelKind", "symbols": ["Letter", "Box"]}},
          {"name": "checksum", "type": {"type": "fixed", "name": "Checksum", "size": 4}},
          {"name": "payment", "type": [
            {"type": "record", "name": "Cash", "fields": [{"name": "amount", "type": "long"}]},
            "null",
            {"type": "record", "name": "Card", "fields": [{"name": "number", "type": "string"}, {"name": "amount", "type": "long"}]}]},
          {"name": "value", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
          {"name": "due", "type": {"type": "int", "logicalType": "date"}},
          {"name": "at", "type": {"type": "int", "logicalType": "time-millis"}},
          {"name": "label", "type": {"type": "string", "logicalType": "uuid"}},
          {"name": "seal", "type": {"type": "fixed", "name": "Seal", "size": 16, "logicalType": "uuid"}},
          {"name": "contents", "type": {"type": "array", "items": "string"}},
          {"name": "marks", "type": {"type": "map", "values": "string"}},
          {"name": "warehouse", "type": ["null", "string"], "default": null}]}
        """;

    private const string JavaValue =
        """
        {"labeledAt": 1767323045678, "note": {"string": "zerbrechlich ✓"}, "shelf": {"int": 7}, "number": "P-1", "kind": "Letter",
        "checksum": "\u0001\u0002\u00fe\u00ff", "payment": {"com.acme.parcels.Card": {"number": "4711", "amount": 250}},
        "value": "\u00fb\u002e", "due": 20512, "at": 30600125, "label": "0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10",
        "seal": "\u0000\u0011\u0022\u0033\u0044\u0055\u0066\u0077\u0088\u0099\u00aa\u00bb\u00cc\u00dd\u00ee\u00ff",
        "contents": ["cup", "saucer"], "marks": {"cups": "six"}, "warehouse": {"string": "north"}}
        """;

    private static readonly ParcelLabeled Labeled = new(
        "P-1",
        -12.34m,
        [1, 2, 0xFE, 0xFF],
        new DateOnly(2026, 2, 28),
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        new TimeOnly(8, 30, 0, 125),
        new Guid("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10"),
        new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        ParcelKind.Letter,
        new Card(250, "4711"),
        "zerbrechlich ✓",
        7,
        ["cup", "saucer"],
        new Dictionary<string, string> { ["cups"] = "six" });

    // How an object of the Java class shows its values, with the types of Java that Avro's logical types have there.
    private static readonly string[] ValuesInJava =
    [
        "\"value\": -12.34", "\"due\": 2026-02-28", "\"at\": 08:30:00.125", "\"labeledAt\": 2026-01-02T03:04:05.678Z",
        "\"kind\": \"Letter\"", "\"note\": \"zerbrechlich ✓\"", "\"shelf\": 7",
        "\"payment\": {\"number\": \"4711\", \"amount\": 250}",
    ];

    private static readonly string Labels = $"{Bus.Prefix}-labels";
    private static readonly string Everything = $"{Bus.Prefix}-everything";

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(JavaPeer.Missing is not null, JavaPeer.Missing ?? "");
        _bus = await Bus.StartAsync();
        _bus.CreateTopic(Labels);
        _bus.CreateTopic(Everything);
    }

    public ValueTask DisposeAsync() => _bus is null ? ValueTask.CompletedTask : _bus.DisposeAsync();

    [Fact]
    public async Task Objects_and_generic_records_of_Java_are_read()
    {
        string[] written = await java.AskAsync("write-specific", Line(JavaSchema), Line(JavaValue));
        (string shown, string specific, string schema) = (written[0], written[1], written[2]);
        string generic = (await java.AskAsync("write-generic", schema, Line(JavaValue)))[0];
        Assert.All(ValuesInJava, value => Assert.Contains(value, shown, StringComparison.Ordinal));
        Assert.Contains(
            """
            {"type":"map","values":{"type":"string","avro.java.string":"String"},"avro.java.string":"String"}
            """,
            schema,
            StringComparison.Ordinal);

        int id = await RegisterAsync($"{Labels}-value", schema);
        await SendAsync(Labels, "P-1"u8.ToArray(), Framed(id, specific));
        await SendAsync(Labels, "P-1"u8.ToArray(), Framed(id, generic));
        var recorder = new Recorder();
        await _bus.StartServiceAsync(
            bus => bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnParcelLabeled<LabeledHandler>("labeled")), recorder);

        await Bus.Until(() => recorder.Handled.Count == 2, "both are handled");
        Assert.All(recorder.Handled, handled => Assert.Equal(EventText.Of(Labeled), handled.Number));
        Assert.All(recorder.Handled, handled => Assert.Equal("P-1"u8.ToArray(), handled.Context.Key!.Value.ToArray()));
    }

    [Fact]
    public async Task Java_reads_ours_as_generic_records_and_as_objects_of_its_own_class()
    {
        IHost shop = await _bus.StartServiceAsync(bus => bus.AddProducer<ParcelLabeled>());
        await shop.Services.GetRequiredService<IParcelLabeledProducer>().PublishAsync(Labeled, cancellationToken: Token);
        (string schema, byte[] data) = await ReadAsync(Labels);
        await AssertSameGenericAsync(schema, data);
        await AssertSameSpecificAsync(schema, data);

        string[] read = await java.AskAsync("read-specific", Line(JavaSchema), schema, Convert.ToHexString(data));

        Assert.All(ValuesInJava, value => Assert.Contains(value, read[0], StringComparison.Ordinal));
        ParcelLabeled again = AvroCodec.Deserialize<ParcelLabeled>(Convert.FromHexString(read[1]), AvroSchema.Parse(read[2]));
        Assert.Equal(EventText.Of(Labeled), EventText.Of(again));
    }

    [Fact]
    public async Task Every_type_is_a_field_of_a_class_in_Java()
    {
        IHost shop = await _bus.StartServiceAsync(bus => bus.AddProducer<EveryType>());
        IEveryTypeProducer producer = shop.Services.GetRequiredService<IEveryTypeProducer>();
        EveryType value = EventExample.Of<EveryType>();
        await producer.PublishAsync(value, cancellationToken: Token);

        // Classes of Avro 1.8 can't hold a nullable decimal (AVRO-1891).
        await producer.PublishAsync(value with { MaybeNothing = null }, cancellationToken: Token);

        (string schema, byte[] data) = await ReadAsync(Everything);
        await AssertSameGenericAsync(schema, data);
        (_, data) = await ReadAsync(Everything, offset: 1);
        await AssertSameSpecificAsync(schema, data);
    }

    [Fact]
    public async Task Keys_of_Java_are_shown_with_the_dead_letters()
    {
        _bus.CreateTopic($"{Bus.Prefix}-shipments");
        _bus.CreateTopic($"{Bus.Prefix}-weights");
        _bus.CreateTopic($"{Bus.Prefix}-parcels");
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter");

        // StringSerializer, LongSerializer and KafkaAvroSerializer.
        await SendAsync($"{Bus.Prefix}-shipments", "S-1"u8.ToArray(), await FramedAsync(new ShipmentSent("S-1", 2)));
        byte[] number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, -7);
        await SendAsync($"{Bus.Prefix}-weights", number, await FramedAsync(new ParcelWeighed(-7, 1.5)));
        int ofKey = await RegisterAsync($"{Bus.Prefix}-parcels-key", "\"string\"");
        byte[] key = Framed(ofKey, (await java.AskAsync("write-generic", "\"string\"", "\"P-1\""))[0]);
        await SendAsync($"{Bus.Prefix}-parcels", key, await FramedAsync(InterchangeTests.Packed));
        var recorder = new Recorder { Before = (_, _, _, _) => throw new InvalidOperationException("no") };
        IHost service = await _bus.StartServiceAsync(
            bus => bus.AddConsumerGroup(
                "group",
                StartAt.Earliest,
                group => group
                    .OnShipmentSent<SentHandler>("sent")
                    .OnParcelWeighed<WeighedHandler>("weighed")
                    .OnParcelPacked<PackedHandler>("packed")),
            recorder,
            ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();

        DeadLetter[] read = [];
        await Bus.Until(
            () => (read = [.. letters.ReadAsync("group", Token).ToBlockingEnumerable(Token)]).Length == 3, "all are dead letters");

        Assert.Equal(["-7", "P-1", "S-1"], read.Select(letter => letter.KeyText).Order(StringComparer.Ordinal));
    }

    // Java's JSON of a generic record, and what it writes of it, is the value that we wrote.
    private async Task AssertSameGenericAsync(string schema, byte[] data)
    {
        string[] read = await java.AskAsync("read-generic", schema, Convert.ToHexString(data));

        AssertSame(JsonOf(schema, data), read[0]);
        AssertSame(JsonOf(schema, data), JsonOf(schema, Convert.FromHexString(read[1])));
    }

    // So is what Java writes of an object of the class that it makes of our schema.
    private async Task AssertSameSpecificAsync(string schema, byte[] data)
    {
        string[] read = await java.AskAsync("read-specific", schema, schema, Convert.ToHexString(data));

        AssertSame(JsonOf(schema, data), JsonOf(schema, Convert.FromHexString(read[1])));
    }

    private static void AssertSame(string expected, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(json)), $"{json} isn't {expected}");

    private static string JsonOf(string schema, byte[] data) => AvroJsonText.ToJson(AvroSchema.Parse(schema), data, AvroJsonForm.Avro);

    private async Task<(string Schema, byte[] Data)> ReadAsync(string topic, int offset = 0)
    {
        byte[] value = _bus.Read(topic)[offset].Message.Value;
        Assert.Equal(0, value[0]);
        using CachedSchemaRegistryClient registry = Registry();
        return ((await registry.GetSchemaAsync(BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(1)))).SchemaString, value[5..]);
    }

    private async Task<int> RegisterAsync(string subject, string schema)
    {
        using CachedSchemaRegistryClient registry = Registry();
        return await registry.RegisterSchemaAsync(subject, new Schema(schema, SchemaType.Avro));
    }

    private async Task<byte[]> FramedAsync<TEvent>(TEvent value)
        where TEvent : class, IEventContract<TEvent>
    {
        int id = await RegisterAsync(TEvent.Descriptor.EventType, TEvent.Descriptor.RegistryText);
        return Framed(id, Convert.ToHexString(AvroCodec.Serialize(value)));
    }

    private CachedSchemaRegistryClient Registry() => new(new SchemaRegistryConfig { Url = _bus.RegistryUrl });

    // What Confluent's serializers put in front of what Avro's library writes.
    private static byte[] Framed(int id, string hex)
    {
        byte[] framed = [0, 0, 0, 0, 0, .. Convert.FromHexString(hex)];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), id);
        return framed;
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private async Task SendAsync(string topic, byte[] key, byte[] value)
    {
        using IProducer<byte[], byte[]> client =
            new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = _bus.BootstrapServers }).Build();
        await client.ProduceAsync(topic, new Message<byte[], byte[]> { Key = key, Value = value }, Token);
    }
}

/// <summary>
/// An event whose schema a Java service owns: its namespace, and names as they are in Java. It has the one type that
/// <see cref="EveryType"/> lacks.
/// </summary>
[AvroEvent(
    "com.acme.parcel.labeled.v1", Topic = "labels", Key = "Number", Namespace = "com.acme.parcels", Naming = AvroNaming.CamelCase,
    StableBecause = "a test event")]
public sealed partial record ParcelLabeled(
    string Number,
    [AvroDecimal(9, 2)] decimal Value,
    [AvroFixed(4, Name = "Checksum")] byte[] Checksum,
    DateOnly Due,
    DateTimeOffset LabeledAt,
    [AvroLogicalType(AvroLogicalTypeKind.TimeMillis)] TimeOnly At,
    Guid Label,
    [AvroFixed(16, Name = "Seal")] Guid Seal,
    ParcelKind Kind,
    Payment Payment,
    string? Note,
    int? Shelf,
    IReadOnlyList<string> Contents,
    IReadOnlyDictionary<string, string> Marks);

sealed class LabeledHandler(Recorder recorder) : IEventHandler<ParcelLabeled>
{
    public Task HandleAsync(ParcelLabeled value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("labeled", EventText.Of(value), context, cancellationToken);
}

sealed class WeighedHandler(Recorder recorder) : IEventHandler<ParcelWeighed>
{
    public Task HandleAsync(ParcelWeighed value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("weighed", EventText.Of(value), context, cancellationToken);
}
