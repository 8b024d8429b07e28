using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.OpenEdx;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>Events that a service passes on from one bus to the other, with the metadata that they came with.</summary>
public sealed class PassingOnTests : IAsyncLifetime
{
    private const string OrderTransport = "EventBus:Producers:org.acme.order.placed.v1:Transports:0";
    private const string ParcelTransport = "EventBus:Producers:com.acme.parcel.sent.v1:Transports:0";

    private Bus? _bus;
    private EmbeddedKafka? _kafka;
    private EmbeddedSchemaRegistry? _registry;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _kafka = EmbeddedKafka.Start();
        _registry = await EmbeddedSchemaRegistry.StartAsync(cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        // Where no server is installed, none of them is there.
        await (_registry?.DisposeAsync() ?? default);
        _kafka?.Dispose();
        await (_bus?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task The_headers_on_Kafka_say_what_the_entries_of_the_Python_library_say()
    {
        _kafka!.CreateTopic("dev-all", partitions: 1);
        using IHost service = Build(
            events => events.AddProducers(OpenEdxEvents.All),
            new Recorder(),
            [
                .. Vectors.Settings("shop"),
                .. OpenEdxEvents.All.Select(one => ($"EventBus:Producers:{one.Descriptor.EventType}:Transports:0", (string?)"Kafka")),
            ]);
        IEventPublisher publisher = service.Services.GetRequiredService<IEventPublisher>();
        foreach (JsonElement vector in Vectors.Written)
        {
            var options = new PublishOptions { Metadata = Vectors.MetadataOf(vector) };
            var visitor = new PublishVisitor(publisher, (byte[])Vectors.FieldsOf(vector)![^1].Value!, options, Token);
            string type = options.Metadata.EventType;
            OpenEdxEvents.All.First(one => one.Descriptor.EventType == type).Accept(visitor);
            await visitor.Published!;
        }

        List<Message<byte[]?, byte[]>> messages = Read("dev-all", Vectors.Written.Count);
        Assert.Equal(
            Vectors.Written.Select(vector => ExpectedHeaders(Vectors.FieldsOf(vector)!)),
            messages.Select(message => string.Join('\n', message.Headers.Select(
                header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}"))));
        Assert.Equal(
            Vectors.Written.Select(vector => Convert.ToHexString((byte[])Vectors.FieldsOf(vector)![^1].Value!)),
            messages.Select(message => Convert.ToHexString(message.Value.AsSpan(5))));
    }

    [Fact]
    public async Task An_event_goes_from_Redis_to_Kafka_and_back_with_its_metadata()
    {
        _kafka!.CreateTopic("dev-orders", partitions: 1);
        _kafka!.CreateTopic("dev-parcels", partitions: 1);
        var order = new EventMetadata
        {
            EventType = "org.acme.order.placed.v1",
            Id = new Guid("01234567-89ab-11ee-8000-000000000042"),
            Time = new DateTimeOffset(2024, 5, 6, 7, 8, 9, 123, 456, TimeSpan.Zero),
            Source = "openedx/\u00e9/web",
            SourceHost = "h\u00f4te",
            SourceLibrary = "9.20",
            MinorVersion = 3,
        };
        EventMetadata parcel = order with
        {
            EventType = "com.acme.parcel.sent.v1", Source = "/elsewhere", SourceHost = "", SourceLibrary = "", MinorVersion = 0,
        };
        var given = new Dictionary<string, string> { ["tenant"] = "n\u00f6rd" };

        // Both buses are those of one service: what came from one goes to the topic of the same name on the other.
        var toKafka = new Recorder();
        using IHost forth = BuildBridge(from: "Redis", to: "Kafka", toKafka);
        await forth.StartAsync(Token);
        using IHost source = Build(
            events => events.AddProducer<OrderPlaced>().AddProducer<ParcelSent>(),
            new Recorder(),
            [(OrderTransport, "Redis"), (ParcelTransport, "Redis")]);
        await source.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(
            new OrderPlaced("A-1", 2), new PublishOptions { Metadata = order }, Token);
        await source.Services.GetRequiredService<IParcelSentProducer>().PublishAsync(
            new ParcelSent("P-1"), new PublishOptions { Metadata = parcel, Subject = "parcels/1", Extensions = given }, Token);
        await Bus.Until(() => toKafka.Handled.Count == 2, "both are on Kafka");
        await forth.StopAsync(Token);

        var toRedis = new Recorder();
        using IHost back = BuildBridge(from: "Kafka", to: "Redis", toRedis);
        await back.StartAsync(Token);
        await Bus.Until(() => toRedis.Handled.Count == 2, "both are on Redis again");
        await back.StopAsync(Token);

        Assert.Equal(
            [order, parcel], toRedis.Handled.Select(one => one.Context.Metadata).OrderByDescending(metadata => metadata.MinorVersion));
        Assert.All(toRedis.Handled, one => Assert.Null(one.Context.EntryId));
        foreach (string stream in (string[])["dev-orders", "dev-parcels"])
        {
            IReadOnlyList<StreamEntry> entries = await _bus!.ReadAsync(stream);
            Assert.Equal(2, entries.Count);
            Assert.Equal(Vectors.Show(entries[0].Values), Vectors.Show(entries[1].Values));
        }
    }

    [Fact]
    public async Task An_event_that_waited_says_the_host_that_published_it()
    {
        string folder = Directory.CreateTempSubdirectory("eventschemas-redis-undelivered").FullName;
        using (var store = new FileUndeliveredEventStore(folder, maxBytes: 1_000_000))
        {
            await store.OpenAsync(Token);
            await store.AppendAsync(
                new UndeliveredEvent
                {
                    EventType = "org.acme.order.placed.v1",
                    Id = Guid.NewGuid(),
                    Time = DateTimeOffset.UtcNow,
                    Topics = [Bus.Orders],
                    Schema = new EventRegistration<OrderPlaced>().Descriptor.RegistryText,
                    SourceHost = "another",
                    Value = AvroCodec.Serialize(new OrderPlaced("A-1", 2)),
                },
                Token);
        }

        IHost service = await _bus!.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>(), recorder: null, ("EventBus:Publishing:UndeliveredFolder", folder));
        await Bus.UntilAsync(async () => (await _bus.ReadAsync(Bus.Orders)).Count == 1, "it is published");
        await _bus.StopAsync(service);

        Assert.Equal("another", (await _bus.ReadAsync(Bus.Orders))[0]["sourcehost"]);
        Directory.Delete(folder, recursive: true);
    }

    // As the Python library of Kafka writes them, and in its order.
    private static string ExpectedHeaders(NameValueEntry[] fields)
    {
        Dictionary<string, string> texts = fields.SkipLast(1).ToDictionary(field => field.Name.ToString(), field => field.Value.ToString());
        return string.Join('\n', [
            "ce_specversion=1.0",
            "content-type=application/avro",
            "ce_datacontenttype=application/avro",
            $"ce_type={texts["type"]}",
            $"ce_id={texts["id"]}",
            $"ce_source={texts["source"]}",
            $"ce_time={texts["time"]}",
            $"ce_minorversion={texts["minorversion"]}",
            $"sourcehost={texts["sourcehost"]}",
            $"sourcelib={texts["sourcelib"]}",
        ]);
    }

    private IHost BuildBridge(string from, string to, Recorder recorder) => Build(
        events => events.AddProducer<OrderPlaced>().AddProducer<ParcelSent>().AddConsumerGroup(
            "bridge",
            StartAt.Earliest,
            group => group.OnOrderPlaced<OrderBridge>("orders").OnParcelSent<ParcelBridge>("parcels")),
        recorder,
        [("EventBus:Groups:bridge:Transports:0", from), (OrderTransport, to), (ParcelTransport, to)]);

    private IHost Build(Action<EventBusBuilder> configure, Recorder recorder, (string, string?)[] settings) =>
        TestService.Build(
            (services, section) => services.AddEventBusCore(section).UseKafka().UseRedis(),
            configure,
            new LogRecorder(),
            recorder,
            [
                new("EventBus:TopicPrefix", "dev"),
                new("EventBus:Redis:Url", _bus!.Server.Url),
                new("EventBus:Redis:MaxPollDelay", "00:00:00.05"),
                new("EventBus:Kafka:BootstrapServers", _kafka!.BootstrapServers),
                new("EventBus:SchemaRegistry:Url", _registry!.Url.ToString()),
            ],
            settings);

    private List<Message<byte[]?, byte[]>> Read(string topic, int count)
    {
        using IConsumer<byte[]?, byte[]> consumer = new ConsumerBuilder<byte[]?, byte[]>(
            new ConsumerConfig { BootstrapServers = _kafka!.BootstrapServers, GroupId = "test" }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        return [.. Enumerable.Range(0, count).Select(_ => consumer.Consume(Bus.Deadline).Message)];
    }
}

/// <summary>Passes orders on.</summary>
sealed class OrderBridge(IOrderPlacedProducer producer, Recorder recorder) : IEventHandler<OrderPlaced>
{
    public async Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken)
    {
        await producer.PublishAsync(value, new PublishOptions { Metadata = context.Metadata }, cancellationToken);
        await recorder.HandleAsync("orders", value.Number, context, cancellationToken);
    }
}

/// <summary>Passes parcels on, with what CloudEvents has beside the metadata.</summary>
sealed class ParcelBridge(IParcelSentProducer producer, Recorder recorder) : IEventHandler<ParcelSent>
{
    public async Task HandleAsync(ParcelSent value, EventContext context, CancellationToken cancellationToken)
    {
        var options = new PublishOptions { Metadata = context.Metadata, Subject = context.Subject, Extensions = context.Extensions };
        await producer.PublishAsync(value, options, cancellationToken);
        await recorder.HandleAsync("parcels", value.Number, context, cancellationToken);
    }
}
