using System.Buffers.Binary;
using System.Text;
using Confluent.Kafka;
using Confluent.SchemaRegistry;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

/// <summary>What is stored while the brokers are away, and published when they are back.</summary>
public sealed class UndeliveredTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventschemas-undelivered").FullName;
    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Events_of_an_outage_arrive_after_it_with_their_ids_in_order()
    {
        IHost service = await StartAsync();
        await PublishAsync(service, "before");
        _bus.Kafka.StopBroker(1);

        var stored = new List<Guid>();
        for (int i = 0; i < 6; i++)
        {
            stored.Add(Assert.IsType<PublishResult.Deferred>(await PublishAsync(service, $"key {i % 2}")).EventId);
        }

        Assert.Equal(6, Count(service));
        _bus.Kafka.StartBroker(1);
        await Bus.Until(() => Count(service) == 0, "the stored events are published");

        string[] ids = [.. _bus.Read($"{Bus.Prefix}-orders").Skip(1).Select(IdOf)];
        Assert.Equal(stored.Select(id => id.ToString()).Order(), ids.Order());
        for (int key = 0; key < 2; key++)
        {
            string[] expected = [.. stored.Where((_, i) => i % 2 == key).Select(id => id.ToString())];
            Assert.Equal(expected, ids.Where(id => expected.Contains(id)));
        }
    }

    [Fact]
    public async Task What_an_older_version_of_the_service_stored_keeps_its_schema()
    {
        const string older =
            """
            {"fields": [{"name": "number", "type": "string"}, {"name": "items", "type": "int"},
             {"default": "", "name": "note", "type": "string"}],
             "name": "CloudEvent", "namespace": "org.acme.order.placed.v1", "type": "record"}
            """;
        using (var store = new FileUndeliveredEventStore(_folder, maxBytes: 1_000_000))
        {
            await store.OpenAsync(Token);
            await store.AppendAsync(
                new UndeliveredEvent
                {
                    EventType = "org.acme.order.placed.v1",
                    Id = Guid.NewGuid(),
                    Time = DateTimeOffset.UtcNow,
                    Topics = [$"{Bus.Prefix}-orders"],
                    Schema = older.ReplaceLineEndings(""),
                    KeyMember = new EventKeyDescriptor("number", "string"),
                    Key = [2, (byte)'x'],
                    Value = [2, (byte)'x', 6, 2, (byte)'n'],
                },
                Token);
        }

        IHost service = await StartAsync();
        await Bus.Until(() => Count(service) == 0, "the stored event is published");

        ConsumeResult<byte[], byte[]> message = Assert.Single(_bus.Read($"{Bus.Prefix}-orders"));
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl });
        Schema schema = await registry.GetSchemaAsync(BinaryPrimitives.ReadInt32BigEndian(message.Message.Value.AsSpan(1)));
        Assert.Contains("note", schema.SchemaString, StringComparison.Ordinal);
        Assert.Equal([2, (byte)'x', 6, 2, (byte)'n'], message.Message.Value[ConfluentFraming.Length..]);
        Assert.Equal([2, (byte)'x'], message.Message.Key[ConfluentFraming.Length..]);
    }

    [Fact]
    public async Task What_an_older_version_of_the_service_stored_keeps_its_conventions()
    {
        using (var store = new FileUndeliveredEventStore(_folder, maxBytes: 1_000_000))
        {
            await store.OpenAsync(Token);
            await store.AppendAsync(
                new UndeliveredEvent
                {
                    EventType = "com.acme.forgotten.v1",
                    Id = Guid.NewGuid(),
                    Time = DateTimeOffset.UtcNow,
                    Topics = [$"{Bus.Prefix}-orders"],
                    Schema = """{"type": "record", "name": "Forgotten", "fields": [{"name": "Number", "type": "string"}]}""",
                    KeyMember = new EventKeyDescriptor("Number", "string"),
                    KeyFormat = EventKeyFormat.Text,
                    Conventions = EventConventions.CloudEvents,
                    Key = [2, (byte)'x'],
                    Value = [2, (byte)'x'],
                },
                Token);
        }

        IHost service = await StartAsync();
        await Bus.Until(() => Count(service) == 0, "the stored event is published");

        Message<byte[], byte[]> message = Assert.Single(_bus.Read($"{Bus.Prefix}-orders")).Message;
        Assert.Equal("x"u8.ToArray(), message.Key);
        Assert.Equal("/shop", Encoding.UTF8.GetString(message.Headers.GetLastBytes("ce_source")));
        Assert.DoesNotContain(message.Headers, header => header.Key == "sourcehost");
    }

    [Fact]
    public async Task What_another_host_stored_names_that_host_and_a_replay_keeps_its_mark()
    {
        using (var store = new FileUndeliveredEventStore(_folder, maxBytes: 1_000_000))
        {
            await store.OpenAsync(Token);
            await store.AppendAsync(
                new UndeliveredEvent
                {
                    EventType = "org.acme.order.placed.v1",
                    Id = Guid.NewGuid(),
                    Time = DateTimeOffset.UtcNow,
                    Topics = [$"{Bus.Prefix}-orders"],
                    Schema = new EventRegistration<OrderPlaced>().Descriptor.RegistryText,
                    SourceHost = "elsewhere",
                    IsReplay = true,
                    Value = AvroCodec.Serialize(new OrderPlaced("x", 1)),
                },
                Token);
        }

        IHost service = await StartAsync();
        await Bus.Until(() => Count(service) == 0, "the stored event is published");

        Headers headers = Assert.Single(_bus.Read($"{Bus.Prefix}-orders")).Message.Headers;
        Assert.Equal("elsewhere", Encoding.UTF8.GetString(headers.GetLastBytes("sourcehost")));
        Assert.Equal("true", Encoding.UTF8.GetString(headers.GetLastBytes(EventContext.ReplayHeader)));
    }

    private Task<IHost> StartAsync() => _bus.StartServiceAsync(
        bus => bus.AddProducer<OrderPlaced>(),
        recorder: null,
        ("EventBus:Publishing:UndeliveredFolder", _folder),
        ("EventBus:Kafka:MessageTimeout", "00:00:01.5"),
        ("EventBus:Kafka:Client:reconnect.backoff.max.ms", "100"));

    private static Task<PublishResult> PublishAsync(IHost service, string number) =>
        service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);

    private static int Count(IHost service) => service.Services.GetRequiredService<Outbox>().UndeliveredCount;

    private static string IdOf(ConsumeResult<byte[], byte[]> message) =>
        Encoding.UTF8.GetString(message.Message.Headers.GetLastBytes("ce_id"));
}
