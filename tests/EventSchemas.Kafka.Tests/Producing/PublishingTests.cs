using System.Diagnostics;
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

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_message_looks_like_one_of_a_Python_service()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>());
        var options = new PublishOptions
        {
            Id = new Guid("00112233-4455-1677-8899-aabbccddeeff"),
            Time = new DateTimeOffset(2024, 1, 2, 5, 4, 5, TimeSpan.FromHours(2)).AddMicroseconds(120_000),
        };

        PublishResult result = await Publish(service, new OrderPlaced("A-1", 3), options);

        PublishResult.Delivered delivered = Assert.IsType<PublishResult.Delivered>(result);
        ConsumeResult<byte[], byte[]> message = Read();
        Assert.Equal(
            (delivered.Topic, delivered.Partition, delivered.Offset),
            (message.Topic, message.Partition.Value, message.Offset.Value));
        Assert.Equal(
            [
                "ce_specversion=1.0", "content-type=application/avro", "ce_datacontenttype=application/avro",
                "ce_type=org.acme.order.placed.v1", "ce_id=00112233-4455-1677-8899-aabbccddeeff", "ce_source=openedx/shop/web",
                "ce_time=2024-01-02T03:04:05.120000+00:00", "ce_minorversion=0", $"sourcehost={System.Net.Dns.GetHostName()}",
                "sourcelib=0.1.0",
            ],
            message.Message.Headers.Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}"));

        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl });
        RegisteredSchema value = await registry.GetLatestSchemaAsync($"{Bus.Prefix}-orders-org.acme.order.placed.v1.CloudEvent");
        RegisteredSchema key = await registry.GetLatestSchemaAsync($"{Bus.Prefix}-orders-string");
        Assert.Equal("""{"name": "number", "type": "string"}""", key.SchemaString);
        Assert.Equal(
            """
            {"doc": "Avro Event Format for CloudEvents created with openedx_events/schema",
             "fields": [{"name": "number", "type": "string"}, {"name": "items", "type": "int"}],
             "name": "CloudEvent", "namespace": "org.acme.order.placed.v1", "type": "record"}
            """.ReplaceLineEndings(""),
            value.SchemaString);
        Assert.Equal([0, 0, 0, 0, (byte)key.Id, 6, (byte)'A', (byte)'-', (byte)'1'], message.Message.Key);
        Assert.Equal([0, 0, 0, 0, (byte)value.Id, 6, (byte)'A', (byte)'-', (byte)'1', 6], message.Message.Value);
    }

    [Fact]
    public async Task Headers_of_messages_that_are_published_at_the_same_time_are_not_mixed_up()
    {
        IHost service = await Start();
        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        PublishOptions[] options =
        [
            .. Enumerable.Range(0, 2_000).Select(i => new PublishOptions
            {
                Id = Guid.NewGuid(),
                Time = i % 2 == 0 ? start.AddSeconds(i) : start.AddSeconds(i).AddMicroseconds(i),
            }),
        ];

        var together = new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Token };
        await Parallel.ForAsync(
            0, options.Length, together, async (i, _) => await Publish(service, new OrderPlaced($"{i}", 1), options[i]));

        IReadOnlyList<ConsumeResult<byte[], byte[]>> messages = _bus.Read($"{Bus.Prefix}-orders");
        Assert.Equal(options.Length, messages.Count);
        Assert.All(messages, message =>
        {
            string number = AvroCodec.Deserialize<OrderPlaced>(message.Message.Value.AsSpan(ConfluentFraming.Length)).Number;
            PublishOptions own = options[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)];
            Assert.Equal($"{own.Id}", Encoding.UTF8.GetString(message.Message.Headers.GetLastBytes("ce_id")));
            Assert.Equal(
                IsoDateTime.Format(own.Time!.Value), Encoding.UTF8.GetString(message.Message.Headers.GetLastBytes("ce_time")));
        });
    }

    [Fact]
    public async Task A_trace_is_in_further_headers_if_someone_listens()
    {
        IHost service = await Start();
        using var activity = new Activity("request");
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "vendor=1";
        await Publish(service, new OrderPlaced("A-1", 3));
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == "EventSchemas" };
        ActivitySource.AddActivityListener(listener);

        await Publish(service, new OrderPlaced("A-2", 3));

        Headers[] headers = [.. _bus.Read($"{Bus.Prefix}-orders").Select(message => message.Message.Headers)];
        Assert.Equal([10, 12], headers.Select(header => header.Count));
        Assert.Equal(
            [$"traceparent={activity.Id}", "tracestate=vendor=1"],
            headers[1].Skip(10).Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}"));
    }

    [Fact]
    public async Task A_tombstone_has_the_key_alone_and_must_be_allowed()
    {
        IHost careful = await Start();
        var tombstone = new PublishOptions { IsTombstone = true };
        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Publish(careful, new OrderPlaced("A-1", 3), tombstone));
        Assert.Contains("EventBus:Producers:org.acme.order.placed.v1:AllowTombstones", e.Message, StringComparison.Ordinal);

        IHost service = await Start(("EventBus:Producers:org.acme.order.placed.v1:AllowTombstones", "true"));
        await Publish(service, new OrderPlaced("A-1", 3));
        await Publish(service, new OrderPlaced("A-1", 3), tombstone);

        IReadOnlyList<ConsumeResult<byte[], byte[]>> messages = _bus.Read($"{Bus.Prefix}-orders");
        Assert.Null(messages[1].Message.Value);
        Assert.Equal(messages[0].Message.Key, messages[1].Message.Key);
    }

    [Fact]
    public async Task Ids_are_unique_UUIDs_of_version_1()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPaid>());
        IEventProducer<OrderPaid> producer = service.Services.GetRequiredService<IEventProducer<OrderPaid>>();

        PublishResult[] results = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => producer.PublishAsync(new OrderPaid($"{i}"), cancellationToken: Token)));

        Guid[] ids = [.. results.Cast<PublishResult.Delivered>().Select(result => result.EventId)];
        Assert.Equal(100, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(1, id.Version));
        Assert.Null(Read().Message.Key);
    }

    [Fact]
    public async Task A_flag_that_is_off_sends_nothing_and_is_reported()
    {
        IHost service = await Start(("FeatureManagement:OrderPlacedEvent", "false"));

        PublishResult result = await Publish(service, new OrderPlaced(null!, 3));

        Assert.Equal(new PublishResult.Disabled("the feature flag OrderPlacedEvent is off"), result);
    }

    [Fact]
    public async Task Configuration_can_switch_an_event_off_too()
    {
        IHost service = await Start(("EventBus:Producers:org.acme.order.placed.v1:Enabled", "false"));

        PublishResult result = await Publish(service, new OrderPlaced("x", 3));

        Assert.Equal(new PublishResult.Disabled("EventBus:Producers:org.acme.order.placed.v1:Enabled is false"), result);
    }

    [Fact]
    public async Task A_service_does_not_start_with_an_undeclared_flag()
    {
        IHost service = _bus.Service(bus => bus.AddProducer<OrderPlaced>(), settings: ("FeatureManagement:OrderPlacedEvent", null));

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartAsync(Token));
        Assert.Contains("the feature flag OrderPlacedEvent, which no configuration declares", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EventBus:Kafka:BootstrapServers", "", "EventBus:Kafka:BootstrapServers is missing")]
    [InlineData("EventBus:SchemaRegistry:Url", "localhost", "EventBus:SchemaRegistry:Url is 'localhost'")]
    [InlineData("EventBus:Kafka:Client:enable.auto.commit", "false", "EventBus:Kafka:Client:enable.auto.commit can't be set")]
    [InlineData(
        "EventBus:Producers:org.acme.unknown.v1:Enabled",
        "true",
        "EventBus:Producers:org.acme.unknown.v1: this service has no such event")]
    [InlineData("EventBus:Groups:unknown:QueueLength", "1", "EventBus:Groups:unknown: this service has no such group")]
    [InlineData("EventBus:TopicPrefx", "x", "TopicPrefx")]
    [InlineData("EventBus:Kafka:Client:linger.mss", "5", "EventBus:Kafka:Client:linger.mss isn't a setting of librdkafka")]
    [InlineData("EventBus:Kafka:Client:linger.ms", "secret", "EventBus:Kafka:Client:linger.ms has a value that librdkafka refuses.")]
    [InlineData("EventBus:Kafka:Client:acks", "1", "set EventBus:Kafka:AllowDataLoss to true")]
    [InlineData("EventBus:Kafka:Security:Mechanism", "Plain", "EventBus:Kafka:Security:Protocol must be SaslSsl or SaslPlaintext")]
    [InlineData("EventBus:Kafka:Security:Protocol", "SaslSsl", "EventBus:Kafka:Security:Mechanism is missing")]
    [InlineData("EventBus:Kafka:Security:CaFile", "/no/ca.pem", "EventBus:Kafka:Security:CaFile is /no/ca.pem, which doesn't exist")]
    [InlineData("EventBus:Kafka:Security:KeyFile", "/no/key.pem", "needs both CertificateFile and KeyFile")]
    [InlineData("EventBus:SchemaRegistry:Url", "http://me:secret@registry", "EventBus:SchemaRegistry:Url has a user in it")]
    [InlineData("EventBus:SchemaRegistry:Auth", "secret", "EventBus:SchemaRegistry:Auth isn't user and password")]
    public async Task A_service_does_not_start_with_an_invalid_setting_and_names_it(string key, string value, string message)
    {
        IHost service = _bus.Service(bus => bus.AddProducer<OrderPlaced>(), settings: (key, value));

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => service.StartAsync(Token));
        Assert.True(e is OptionsValidationException or InvalidOperationException, e.ToString());
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_named_with_its_setting()
    {
        IHost service = await Start(
            ("EventBus:SchemaRegistry:Url", "http://127.0.0.1:1"), ("EventBus:SchemaRegistry:RequestTimeout", "00:00:01"));

        EventPublishException e = await Fail(service);
        Assert.Contains(
            "The schema registry at http://127.0.0.1:1 (EventBus:SchemaRegistry:Url) does not answer",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_named_with_its_setting()
    {
        IHost service = await Start(("EventBus:Kafka:BootstrapServers", "127.0.0.1:1"), ("EventBus:Kafka:MessageTimeout", "00:00:01"));

        EventPublishException e = await Fail(service);
        Assert.Contains(
            $"was not delivered. Kafka at 127.0.0.1:1 (EventBus:Kafka:BootstrapServers), topic {Bus.Prefix}-orders",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_the_registry_rejects_is_an_error_with_its_message()
    {
        using (var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _bus.RegistryUrl }))
        {
            var schema = new Schema("""{"type": "record", "name": "CloudEvent", "fields": []}""", SchemaType.Avro);
            await registry.RegisterSchemaAsync($"{Bus.Prefix}-orders-org.acme.order.placed.v1.CloudEvent", schema);
        }

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => Start());
        Assert.Contains(
            $"rejects the schema under the subject {Bus.Prefix}-orders-org.acme.order.placed.v1.CloudEvent",
            e.Message,
            StringComparison.Ordinal);
        Assert.Contains("ReaderFieldMissingDefaultValue", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_registering_an_unknown_schema_is_an_error_that_names_the_subject()
    {
        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Start(("EventBus:SchemaRegistry:AutoRegister", "false")));
        Assert.Contains($"does not know the schema under the subject {Bus.Prefix}-orders-string", e.Message, StringComparison.Ordinal);
    }

    private Task<IHost> Start(params (string Key, string? Value)[] settings) =>
        _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>(), recorder: null, settings);

    private static Task<PublishResult> Publish(IHost service, OrderPlaced value, PublishOptions? options = null) =>
        service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(value, options, Token);

    private static Task<EventPublishException> Fail(IHost service) =>
        Assert.ThrowsAsync<EventPublishException>(() => Publish(service, new OrderPlaced("A-1", 3)));

    private ConsumeResult<byte[], byte[]> Read()
    {
        var config = new ConsumerConfig { BootstrapServers = _bus.BootstrapServers, GroupId = "raw" };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset($"{Bus.Prefix}-orders", 0, Offset.Beginning));
        return consumer.Consume(Bus.Deadline) ?? throw new InvalidOperationException("There is no message.");
    }
}
