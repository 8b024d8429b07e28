using System.Text;
using Confluent.Kafka;
using Confluent.SchemaRegistry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

public sealed class PublishingTests : IAsyncLifetime
{
    private Bus _bus = null!;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_message_looks_as_one_of_a_Python_service()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>());
        var options = new PublishOptions { Id = new Guid("00112233-4455-1677-8899-aabbccddeeff"), Time = new DateTimeOffset(2024, 1, 2, 5, 4, 5, TimeSpan.FromHours(2)).AddMicroseconds(120_000) };

        PublishResult result = await service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("A-1", 3), options, TestContext.Current.CancellationToken);

        PublishResult.Delivered delivered = Assert.IsType<PublishResult.Delivered>(result);
        ConsumeResult<byte[], byte[]> message = Read();
        Assert.Equal((delivered.Topic, delivered.Partition, delivered.Offset), (message.Topic, message.Partition.Value, message.Offset.Value));
        Assert.Equal(
            [
                "ce_specversion=1.0", "content-type=application/avro", "ce_datacontenttype=application/avro", "ce_type=org.acme.order.placed.v1",
                "ce_id=00112233-4455-1677-8899-aabbccddeeff", "ce_source=openedx/shop/web", "ce_time=2024-01-02T03:04:05.120000+00:00",
                "ce_minorversion=0", $"sourcehost={System.Net.Dns.GetHostName()}", "sourcelib=0.1.0",
            ],
            message.Message.Headers.Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}"));

        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.Registry.Url.ToString() });
        RegisteredSchema value = await registry.GetLatestSchemaAsync("dev-orders-org.acme.order.placed.v1.CloudEvent");
        RegisteredSchema key = await registry.GetLatestSchemaAsync("dev-orders-string");
        Assert.Equal("""{"name": "number", "type": "string"}""", key.SchemaString);
        Assert.Equal("""{"doc": "Avro Event Format for CloudEvents created with openedx_events/schema", "fields": [{"name": "number", "type": "string"}, {"name": "items", "type": "int"}], "name": "CloudEvent", "namespace": "org.acme.order.placed.v1", "type": "record"}""", value.SchemaString);
        Assert.Equal([0, 0, 0, 0, (byte)key.Id, 6, (byte)'A', (byte)'-', (byte)'1'], message.Message.Key);
        Assert.Equal([0, 0, 0, 0, (byte)value.Id, 6, (byte)'A', (byte)'-', (byte)'1', 6], message.Message.Value);
    }

    [Fact]
    public async Task Ids_are_UUIDs_of_version_1_and_never_the_same()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPaid>());
        IEventProducer<OrderPaid> producer = service.Services.GetRequiredService<IEventProducer<OrderPaid>>();

        PublishResult[] results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => producer.PublishAsync(new OrderPaid($"{i}"), cancellationToken: TestContext.Current.CancellationToken)));

        Guid[] ids = [.. results.Cast<PublishResult.Delivered>().Select(result => result.EventId)];
        Assert.Equal(100, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(1, id.Version));
        Assert.Null(Read().Message.Key);
    }

    [Fact]
    public async Task A_flag_that_is_off_sends_nothing_and_says_so()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>(), settings: ("FeatureManagement:OrderPlacedEvent", "false"));

        PublishResult result = await service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced(null!, 3), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new PublishResult.Disabled("the feature flag OrderPlacedEvent is off"), result);
    }

    [Fact]
    public async Task Configuration_can_switch_an_event_off_too()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>(), settings: ("EventBus:Producers:org.acme.order.placed.v1:Enabled", "false"));

        PublishResult result = await service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("x", 3), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new PublishResult.Disabled("EventBus:Producers:org.acme.order.placed.v1:Enabled is false"), result);
    }

    [Fact]
    public async Task A_flag_that_nobody_declares_keeps_the_service_from_starting()
    {
        IHost service = _bus.Service(bus => bus.AddProducer<OrderPlaced>(), settings: ("FeatureManagement:OrderPlacedEvent", null));

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("the feature flag OrderPlacedEvent, which no configuration declares", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EventBus:Kafka:BootstrapServers", "", "EventBus:Kafka:BootstrapServers is missing")]
    [InlineData("EventBus:SchemaRegistry:Url", "localhost", "EventBus:SchemaRegistry:Url is 'localhost'")]
    [InlineData("EventBus:Kafka:Client:enable.auto.commit", "false", "EventBus:Kafka:Client:enable.auto.commit can't be set")]
    [InlineData("EventBus:Producers:org.acme.unknown.v1:Enabled", "true", "EventBus:Producers:org.acme.unknown.v1: this service has no such event")]
    [InlineData("EventBus:Groups:unknown:QueueLength", "1", "EventBus:Groups:unknown: this service has no such group")]
    [InlineData("EventBus:TopicPrefx", "x", "TopicPrefx")]
    public async Task A_wrong_setting_keeps_the_service_from_starting_and_is_named(string key, string value, string message)
    {
        IHost service = _bus.Service(bus => bus.AddProducer<OrderPlaced>(), settings: (key, value));

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => service.StartAsync(TestContext.Current.CancellationToken));
        Assert.True(e is OptionsValidationException or InvalidOperationException, e.ToString());
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_named_with_its_setting()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>(), settings: [("EventBus:SchemaRegistry:Url", "http://127.0.0.1:1"), ("EventBus:SchemaRegistry:RequestTimeout", "00:00:01")]);

        EventPublishException e = await Publish(service);
        Assert.Contains("The schema registry at http://127.0.0.1:1 (EventBus:SchemaRegistry:Url) does not answer", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_named_with_its_setting()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>(), settings: [("EventBus:Kafka:BootstrapServers", "127.0.0.1:1"), ("EventBus:Kafka:MessageTimeout", "00:00:01")]);

        EventPublishException e = await Publish(service);
        Assert.Contains("was not delivered. Kafka at 127.0.0.1:1 (EventBus:Kafka:BootstrapServers), topic dev-orders", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_the_registry_refuses_is_an_error_with_its_words()
    {
        using (var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.Registry.Url.ToString() }))
        {
            await registry.RegisterSchemaAsync("dev-orders-org.acme.order.placed.v1.CloudEvent", new Schema("""{"type": "record", "name": "CloudEvent", "fields": []}""", SchemaType.Avro));
        }

        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>());

        EventPublishException e = await Publish(service);
        Assert.Contains("does not take the schema under the subject dev-orders-org.acme.order.placed.v1.CloudEvent", e.Message, StringComparison.Ordinal);
        Assert.Contains("ReaderFieldMissingDefaultValue", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_registering_an_unknown_schema_is_an_error_that_names_the_subject()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>(), settings: ("EventBus:SchemaRegistry:AutoRegister", "false"));

        Assert.Contains("does not know the schema under the subject dev-orders-string", (await Publish(service)).Message, StringComparison.Ordinal);
    }

    private static Task<EventPublishException> Publish(IHost service) => Assert.ThrowsAsync<EventPublishException>(() =>
        service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("A-1", 3), cancellationToken: TestContext.Current.CancellationToken));

    private ConsumeResult<byte[], byte[]> Read()
    {
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig { BootstrapServers = _bus.Kafka.BootstrapServers, GroupId = "raw" }).Build();
        consumer.Assign(new TopicPartitionOffset("dev-orders", 0, Offset.Beginning));
        return consumer.Consume(Bus.Deadline) ?? throw new InvalidOperationException("No message came.");
    }
}
