using Avro.Generic;
using Confluent.Kafka;
using Confluent.SchemaRegistry;
using Confluent.SchemaRegistry.Serdes;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

/// <summary>Messages that Confluent's serializers read and write, which have no headers of CloudEvents.</summary>
public sealed class InterchangeTests : IAsyncLifetime
{
    public static readonly ParcelPacked Packed = new(
        "P-1",
        7_000_000_000,
        IsFragile: true,
        1.5f,
        -2.25,
        new Guid("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10"),
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        new DateOnly(2026, 2, 28),
        -12.34m,
        ParcelKind.Letter,
        "zerbrechlich ✓",
        Shelf: null,
        ["cup", "saucer"],
        new Dictionary<string, long> { ["cups"] = 6 });

    private static readonly string Topic = $"{Bus.Prefix}-parcels";

    private static readonly string Everything = $"{Bus.Prefix}-everything";
    private static readonly string Weights = $"{Bus.Prefix}-weights";

    private static readonly (string, string?)[] Once = [("EventBus:Groups:group:Retry:MaxAttempts", "1")];

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _bus.CreateTopic(Topic);
        _bus.CreateTopic(Everything);
        _bus.CreateTopic(Weights);
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter");
        _bus.CreateTopic($"{Bus.Prefix}-group.retry");
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Confluents_deserializer_reads_ours_and_we_read_what_its_serializer_writes()
    {
        await PublishAsync();
        Message<string, GenericRecord> read = await ReadGenericAsync();
        Assert.Equal("P-1", read.Key);
        Assert.Equal(("P-1", 7_000_000_000), ((string)read.Value["Number"], (long)read.Value["Grams"]));

        await SendGenericAsync(read);
        var recorder = new Recorder();
        await _bus.StartServiceAsync(Group, recorder);

        await Bus.Until(() => recorder.Handled.Count == 2, "both are handled");
        Assert.All(recorder.Handled, handled => Assert.Equal(EventText.Of(Packed), handled.Number));
        EventContext context = recorder.Handled[1].Context;
        EventMetadata metadata = context.Metadata;
        Assert.Equal(
            ("com.acme.parcel.packed.v1", Topic, context.Timestamp), (metadata.EventType, metadata.Source, metadata.Time));
        Assert.Equal(8, metadata.Id.Version);
        Assert.Equal(["trace"], context.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task A_plain_message_has_the_same_id_when_it_comes_back_and_when_it_is_replayed()
    {
        await PublishAsync();
        await SendGenericAsync(await ReadGenericAsync());
        var ids = new List<Guid>();
        var recorder = new Recorder
        {
            Before = (_, _, context, _) =>
            {
                lock (ids)
                {
                    ids.Add(context.Metadata.Id);
                    return context is { Offset: 1, Delivery: DeliveryKind.Live }
                        ? throw new InvalidOperationException("no")
                        : Task.CompletedTask;
                }
            },
        };
        IHost service = await _bus.StartServiceAsync(Group, recorder, Once);
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
        await Bus.Until(() => Letters(letters).Count == 1, "the dead letter is there");
        Assert.Equal(("com.acme.parcel.packed.v1", "P-1"), (Letters(letters)[0].EventType, Letters(letters)[0].KeyText));

        await letters.RedriveAsync("group", cancellationToken: Token);
        await Bus.Until(() => recorder.Handled.Count == 2, "it came back");
        ReplaySummary summary = await service.Services.GetRequiredService<IEventReplays>().RunAsync(
            new EventReplay { Name = "again", Group = "group", Handlers = ["packed"], From = EventPosition.Earliest },
            cancellationToken: Token);

        Assert.Equal(2, summary.Sent);
        await Bus.Until(() => recorder.Handled.Count == 4, "they are replayed");
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(5, ids.Count);
    }

    [Fact]
    public async Task What_is_not_an_event_of_the_group_is_passed_over_and_what_may_be_one_is_a_dead_letter()
    {
        await PublishAsync();
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl });
        int foreign = await registry.RegisterSchemaAsync(
            "foreign", new Schema("""{"type": "record", "name": "Foreign", "fields": []}""", SchemaType.Avro));
        await SendAsync([0, 0, 0, 0, (byte)foreign, 1], []);
        await SendAsync([1, 2, 3, 4, 5, 6, 7], []);
        await SendAsync([0, 0, 0, 0x70, 0, 2], []);
        await SendAsync([6, 1], new Headers { { "__value_schema_id", [1, 2] } });
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Group, recorder);
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();

        await Bus.Until(() => Letters(letters).Count == 2, "two are dead letters");

        Assert.Single(recorder.Handled);
        Assert.Equal([3L, 4], Letters(letters).Select(letter => letter.Offset!.Value));
        Assert.Contains("has no schema with the id", Letters(letters)[0].Text, StringComparison.Ordinal);
        Assert.Contains("its header __value_schema_id is 0102, but", Letters(letters)[1].Text, StringComparison.Ordinal);
        Assert.Single(
            _bus.Log.At(LogLevel.Error),
            line => line.Contains("it has no ce_type header, and the value begins with the byte 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schema_is_found_by_the_GUID_that_Confluents_serializer_can_write_into_a_header()
    {
        await PublishAsync();
        GenericRecord packed = (await ReadGenericAsync()).Value;
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl });
        var serializer = new AvroSerializer<GenericRecord>(
            registry, new AvroSerializerConfig { SchemaIdStrategy = SchemaIdSerializerStrategy.Header });
        var headers = new Headers();
        byte[] value = await serializer.SerializeAsync(packed, new SerializationContext(MessageComponentType.Value, Topic, headers));
        Assert.Equal(17, headers.GetLastBytes("__value_schema_id").Length);
        Assert.Equal(_bus.Read(Topic)[0].Message.Value[5..], value);
        await SendAsync(value, headers);
        await SendAsync(value, new Headers { { "__value_schema_id", [0, .. _bus.Read(Topic)[0].Message.Value.AsSpan(1, 4)] } });
        await SendAsync(value, new Headers { { "__value_schema_id", [1, .. Guid.Empty.ToByteArray()[..15], 9] } });
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Group, recorder);
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();

        await Bus.Until(() => recorder.Handled.Count == 3 && Letters(letters).Count == 1, "three are read, and one has no schema");

        Assert.All(recorder.Handled, handled => Assert.Equal(EventText.Of(Packed), handled.Number));
        Assert.Contains(
            "has no schema with the GUID 00000000-0000-0000-0000-000000000009", Letters(letters)[0].Text, StringComparison.Ordinal);
        Assert.Null(Letters(letters)[0].SchemaId);
    }

    [Fact]
    public async Task Every_type_travels_both_ways()
    {
        EveryType value = EventExample.Of<EveryType>();
        IHost shop = await _bus.StartServiceAsync(bus => bus.AddProducer<EveryType>());
        await shop.Services.GetRequiredService<IEveryTypeProducer>().PublishAsync(value, cancellationToken: Token);
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl });
        ConsumeResult<byte[], byte[]> ours = _bus.Read(Everything)[0];
        var ofValue = new SerializationContext(MessageComponentType.Value, Everything);
        GenericRecord read =
            await new AvroDeserializer<GenericRecord>(registry).DeserializeAsync(ours.Message.Value, isNull: false, ofValue);

        await SendAsync(Everything, await new AvroSerializer<GenericRecord>(registry).SerializeAsync(read, ofValue), []);
        var recorder = new Recorder();
        await _bus.StartServiceAsync(
            bus => bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnEveryType<EverythingHandler>("everything")), recorder);

        await Bus.Until(() => recorder.Handled.Count == 2, "both are handled");
        Assert.All(recorder.Handled, handled => Assert.Equal(EventText.Of(value), handled.Number));
        Assert.Equal(
            value.Text, Deserializers.Utf8.Deserialize(ours.Message.Key, isNull: false, new(MessageComponentType.Key, Everything)));
    }

    [Fact]
    public async Task A_number_as_the_key_is_what_the_client_reads_as_one()
    {
        IHost shop = await _bus.StartServiceAsync(bus => bus.AddProducer<ParcelWeighed>());

        await shop.Services.GetRequiredService<IParcelWeighedProducer>()
            .PublishAsync(new ParcelWeighed(-7, 1.5), cancellationToken: Token);

        byte[] key = _bus.Read(Weights)[0].Message.Key;
        Assert.Equal(-7, Deserializers.Int64.Deserialize(key, isNull: false, new(MessageComponentType.Key, Weights)));
    }

    private static void Group(EventBusBuilder bus) =>
        bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnParcelPacked<PackedHandler>("packed"));

    private static IReadOnlyList<DeadLetter> Letters(IDeadLetters letters) =>
        letters.ReadAsync("group", Token).ToBlockingEnumerable(Token).ToList();

    private async Task PublishAsync()
    {
        IHost shop = await _bus.StartServiceAsync(bus => bus.AddProducer<ParcelPacked>());
        await shop.Services.GetRequiredService<IParcelPackedProducer>().PublishAsync(Packed, cancellationToken: Token);
    }

    private async Task<Message<string, GenericRecord>> ReadGenericAsync()
    {
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl });
        ConsumeResult<byte[], byte[]> raw = _bus.Read(Topic)[0];
        return new Message<string, GenericRecord>
        {
            Key = await new AvroDeserializer<string>(registry).DeserializeAsync(
                raw.Message.Key, isNull: false, new SerializationContext(MessageComponentType.Key, Topic)),
            Value = await new AvroDeserializer<GenericRecord>(registry).DeserializeAsync(
                raw.Message.Value, isNull: false, new SerializationContext(MessageComponentType.Value, Topic)),
        };
    }

    private async Task SendGenericAsync(Message<string, GenericRecord> message)
    {
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl });
        using IProducer<string, GenericRecord> client =
            new ProducerBuilder<string, GenericRecord>(new ProducerConfig { BootstrapServers = _bus.BootstrapServers })
                .SetKeySerializer(new AvroSerializer<string>(registry))
                .SetValueSerializer(new AvroSerializer<GenericRecord>(registry))
                .Build();
        message.Headers = new Headers { { "trace", [1] } };
        await client.ProduceAsync(Topic, message, Token);
    }

    private Task SendAsync(byte[] value, Headers headers) => SendAsync(Topic, value, headers);

    private async Task SendAsync(string topic, byte[] value, Headers headers)
    {
        using IProducer<byte[]?, byte[]> client =
            new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig { BootstrapServers = _bus.BootstrapServers }).Build();
        await client.ProduceAsync(topic, new Message<byte[]?, byte[]> { Value = value, Headers = headers }, Token);
    }
}
