using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

/// <summary>Messages of events with the conventions of plain CloudEvents.</summary>
public sealed class CloudEventsTests : IAsyncLifetime
{
    private static readonly string Topic = $"{Bus.Prefix}-shipments";

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _bus.CreateTopic(Topic);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public void The_context_for_a_test_has_a_source_of_the_events_conventions()
    {
        EventMetadata metadata = EventContext.ForTest<ShipmentSent>().Metadata;
        Assert.Equal(("com.acme.shipment.sent.v1", "/test"), (metadata.EventType, metadata.Source));
        Assert.Equal("openedx/test/web", EventContext.ForTest<OrderPlaced>().Metadata.Source);
    }

    [Fact]
    public async Task A_message_has_the_headers_of_the_Kafka_binding_and_no_word_of_Open_edX()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<ShipmentSent>());
        PublishResult result = await Publish(service, new ShipmentSent("S-1", 2));

        ConsumeResult<byte[], byte[]> message = Assert.Single(_bus.Read(Topic));
        Guid id = ((PublishResult.Delivered)result).EventId;
        Assert.Equal(7, id.Version);
        Assert.Equal(
            [
                "ce_specversion=1.0", $"ce_id={id}", "ce_source=/shop", "ce_type=com.acme.shipment.sent.v1", "ce_time",
                "content-type=application/avro",
            ],
            message.Message.Headers.Select(Shown));
        Assert.Equal("S-1"u8.ToArray(), message.Message.Key);
        Assert.Equal([0, 0, 0, 0, 1, 6, .. "S-1"u8, 4], message.Message.Value);
        Assert.Equal(["dev-shipments-value"], await SubjectsAsync());

        string everything = string.Join(
            ' ',
            message.Message.Headers.Select(header => header.Key + Encoding.UTF8.GetString(header.GetValueBytes()))
                .Append(Encoding.UTF8.GetString(message.Message.Key))
                .Append(Encoding.UTF8.GetString(message.Message.Value))
                .Append(await GetAsync("schemas/ids/1")));
        Assert.DoesNotContain("openedx", everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Settings_give_the_source_and_where_the_schema_is()
    {
        IHost service = await _bus.StartServiceAsync(
            bus => bus.AddProducer<ShipmentSent>().AddProducer<OrderPlaced>(),
            recorder: null,
            ("EventBus:Source", "https://acme.example/shop"),
            ("EventBus:SchemaRegistry:DataSchema", "https://registry.acme.example/schemas/ids/{id}"));
        await Publish(service, new ShipmentSent("S-1", 2));
        await Publish(service, new OrderPlaced("A-1", 1));

        Headers headers = Assert.Single(_bus.Read(Topic)).Message.Headers;
        Assert.Equal("https://acme.example/shop", TextOf(headers, "ce_source"));
        Assert.Matches("^https://registry.acme.example/schemas/ids/[0-9]+$", TextOf(headers, "ce_dataschema"));
        Headers ofOpenEdx = Assert.Single(_bus.Read($"{Bus.Prefix}-orders")).Message.Headers;
        Assert.Equal("openedx/shop/web", TextOf(ofOpenEdx, "ce_source"));
        Assert.DoesNotContain(ofOpenEdx, header => header.Key == "ce_dataschema");
    }

    [Theory]
    [InlineData("EventBus:Source", "not a uri", "EventBus:Source is 'not a uri': give a URI reference")]
    [InlineData("EventBus:ServiceName", "my shop", "EventBus:Source is missing: EventBus:ServiceName is 'my shop', which can't be")]
    [InlineData(
        "EventBus:SchemaRegistry:DataSchema", "https://a/1", "EventBus:SchemaRegistry:DataSchema is 'https://a/1': give a URI with {id}")]
    public async Task What_can_not_be_in_a_message_is_an_error_at_start(string key, string value, string message)
    {
        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(
            () => _bus.StartServiceAsync(bus => bus.AddProducer<ShipmentSent>(), recorder: null, (key, value)));

        Assert.StartsWith(message, Assert.Single(e.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_written_in_its_format_and_only_an_Avro_key_has_a_subject()
    {
        _bus.CreateTopic($"{Bus.Prefix}-weights");
        _bus.CreateTopic($"{Bus.Prefix}-parcels");
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<ParcelWeighed>().AddProducer<ParcelPacked>());
        await Publish(service, new ParcelWeighed(-2, 1.5));
        await Publish(service, InterchangeTests.Packed);

        Assert.Equal([255, 255, 255, 255, 255, 255, 255, 254], Assert.Single(_bus.Read($"{Bus.Prefix}-weights")).Message.Key);
        byte[] framed = Assert.Single(_bus.Read($"{Bus.Prefix}-parcels")).Message.Key;
        Assert.Equal([6, .. "P-1"u8], framed[5..]);
        Assert.Equal(["dev-parcels-key", "dev-parcels-value", "dev-weights-value"], await SubjectsAsync());
    }

    [Theory]
    [InlineData("TopicName", "dev-shipments-value")]
    [InlineData("RecordName", "EventSchemas.Kafka.Tests.ShipmentSent")]
    [InlineData("TopicRecordName", "dev-shipments-EventSchemas.Kafka.Tests.ShipmentSent")]
    public async Task A_setting_names_the_strategy_of_subjects_and_those_of_Open_edX_stay(string strategy, string subject)
    {
        await _bus.StartServiceAsync(
            bus => bus.AddProducer<ShipmentSent>().AddProducer<OrderPaid>(),
            recorder: null,
            ("EventBus:SchemaRegistry:SubjectNameStrategy", strategy));

        string[] expected = [subject, "dev-orders-org.acme.order.paid.v1.CloudEvent"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), await SubjectsAsync());
    }

    [Fact]
    public async Task Several_events_on_a_topic_that_has_one_subject_are_named_at_start()
    {
        await _bus.StartServiceAsync(
            bus => bus.AddProducer<ShipmentSent>().AddProducer<ShipmentLost>(),
            recorder: null,
            ("EventBus:SchemaRegistry:SubjectNameStrategy", "TopicRecordName"));
        Assert.DoesNotContain(_bus.Log.At(LogLevel.Warning), line => line.Contains("go to the topic", StringComparison.Ordinal));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _bus.StartServiceAsync(bus => bus.AddProducer<ShipmentSent>().AddProducer<ShipmentLost>()));

        Assert.Contains(
            "com.acme.shipment.sent.v1 and com.acme.shipment.lost.v1 go to the topic dev-shipments, and "
            + "EventBus:SchemaRegistry:SubjectNameStrategy is TopicName: their schemas are versions of one subject, which the registry "
            + "refuses unless it checks nothing there. Set it to TopicRecordName, or give each event a topic of its own",
            _bus.Log.At(LogLevel.Warning).Select(line => line.Replace(
                "com.acme.shipment.lost.v1 and com.acme.shipment.sent.v1",
                "com.acme.shipment.sent.v1 and com.acme.shipment.lost.v1",
                StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Messages_of_other_CloudEvents_producers_are_read_by_the_rules_of_CloudEvents()
    {
        IHost shop = await _bus.StartServiceAsync(bus => bus.AddProducer<ShipmentSent>());
        await Publish(shop, new ShipmentSent("S-1", 2));
        byte[] value = Assert.Single(_bus.Read(Topic)).Message.Value;
        await Send(value, ("ce_type", "com.acme.shipment.sent.v1"), ("ce_id", "order-7"), ("ce_source", "/java"),
            ("ce_time", "2026-01-02T03:04:05.123456789+02:00"), ("ce_tenant", "north"));
        await Send(value, ("ce_type", "com.acme.shipment.sent.v1"), ("ce_id", "order-7"), ("ce_source", "/java"));
        await Send(value, ("ce_type", "com.acme.shipment.sent.v1"), ("ce_id", "order-7"), ("ce_source", "/other"));
        await Send(value, ("ce_type", "com.acme.shipment.sent.v1"), ("ce_id", "order-7"), ("ce_time", "2026-01-02T03:04:05"));
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter");
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Group, recorder);

        await Bus.Until(() => recorder.Handled.Count == 4, "all but the last are handled");
        EventContext[] contexts = [.. recorder.Handled.Select(handled => handled.Context)];
        Assert.Equal(("/shop", "", ""), (contexts[0].Metadata.Source, contexts[0].Metadata.SourceHost, contexts[0].Metadata.SourceLibrary));
        Assert.Equal("/java", contexts[1].Metadata.Source);
        Assert.Equal(
            new DateTimeOffset(2026, 1, 2, 1, 4, 5, TimeSpan.Zero).AddTicks(1_234_567), contexts[1].Metadata.Time);
        Assert.Equal(("north", "order-7"), (contexts[1].HeaderText("ce_tenant"), contexts[1].HeaderText("ce_id")));
        Assert.Equal(contexts[1].Metadata.Id, contexts[2].Metadata.Id);
        Assert.NotEqual(contexts[1].Metadata.Id, contexts[3].Metadata.Id);
        Assert.Equal(contexts[2].Timestamp, contexts[2].Metadata.Time);
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
        await Bus.Until(() => letters.ReadAsync("group", Token).ToBlockingEnumerable(Token).Any(), "the last is a dead letter");
        DeadLetter letter = Assert.Single(letters.ReadAsync("group", Token).ToBlockingEnumerable(Token));
        Assert.Contains("is not a date-time with an offset", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_bus.Log.At(LogLevel.Warning), line => line.Contains("sourcehost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_of_dead_letters_are_shown_as_they_are_written()
    {
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter");
        _bus.CreateTopic($"{Bus.Prefix}-group.retry");
        var recorder = new Recorder { Before = (_, _, _, _) => throw new InvalidOperationException("no") };
        IHost service = await _bus.StartServiceAsync(
            bus => Group(bus.AddProducer<ShipmentSent>()), recorder, ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        PublishResult result = await Publish(service, new ShipmentSent("S-1", 2));
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
        await Bus.Until(() => letters.ReadAsync("group", Token).ToBlockingEnumerable(Token).Any(), "the dead letter is there");
        recorder.Before = (_, _, _, _) => Task.CompletedTask;

        Assert.Equal(1, (await letters.RedriveAsync("group", letter => letter.KeyText == "S-1", cancellationToken: Token)).Redriven);

        await Bus.Until(() => recorder.Handled.Count == 1, "it came back");
        EventContext context = recorder.Handled[0].Context;
        Assert.Equal(((PublishResult.Delivered)result).EventId, context.Metadata.Id);
        Assert.Equal("S-1"u8.ToArray(), context.Key!.Value.ToArray());
    }

    [Fact]
    public async Task A_group_has_events_of_both_conventions_on_one_topic()
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(
            bus => bus.AddProducer<ShipmentSent>().AddProducer<OrderPlaced>().AddConsumerGroup(
                "group", StartAt.Earliest, group => group.OnShipmentSent<SentHandler>("sent").OnOrderPlaced<FirstHandler>("first")),
            recorder,
            ("EventBus:Producers:com.acme.shipment.sent.v1:Topics:0", "orders"));
        await Publish(service, new ShipmentSent("S-1", 2));
        await Publish(service, new OrderPlaced("A-1", 1));

        await Bus.Until(() => recorder.Handled.Count == 2, "both are handled");
        Assert.Equal(
            ["sent S-1 /shop", "first A-1 openedx/shop/web"],
            recorder.Handled.Select(handled => $"{handled.Handler} {handled.Number} {handled.Context.Metadata.Source}"));
        Assert.Equal([7, 1], recorder.Handled.Select(handled => handled.Context.Metadata.Id.Version));
    }

    [Fact]
    public async Task The_bus_in_memory_gives_handlers_the_same()
    {
        var recorder = new Recorder();
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus =>
            {
                bus.Services.AddSingleton(recorder);
                Group(bus.AddProducer<ShipmentSent>());
            },
            cancellationToken: Token);

        await host.PublishAsync(new ShipmentSent("S-1", 2), Token);
        await host.WaitUntilHandledAsync(Token);

        EventContext context = Assert.Single(recorder.Handled).Context;
        Assert.Equal("S-1"u8.ToArray(), context.Key!.Value.ToArray());
        Assert.Equal(("", ""), (context.Metadata.SourceHost, context.Metadata.SourceLibrary));
        Assert.DoesNotContain("openedx", context.Metadata.Source, StringComparison.Ordinal);
    }

    private static void Group(EventBusBuilder bus) =>
        bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnShipmentSent<SentHandler>("sent"));

    private static Task<PublishResult> Publish<TEvent>(IHost service, TEvent value)
        where TEvent : class, IEventContract<TEvent> =>
        service.Services.GetRequiredService<IEventPublisher>().PublishAsync(value, cancellationToken: Token);

    private static string Shown(IHeader header) =>
        header.Key == "ce_time" ? header.Key : $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}";

    private static string TextOf(Headers headers, string name) => Encoding.UTF8.GetString(headers.GetLastBytes(name));

    private async Task Send(byte[] value, params (string Name, string Text)[] headers)
    {
        using IProducer<byte[]?, byte[]> client =
            new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig { BootstrapServers = _bus.BootstrapServers }).Build();
        var message = new Message<byte[]?, byte[]> { Value = value, Headers = [] };
        foreach ((string name, string text) in headers)
        {
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        }

        await client.ProduceAsync(Topic, message, Token);
    }

    private async Task<IEnumerable<string>> SubjectsAsync() =>
        JsonSerializer.Deserialize<string[]>(await GetAsync("subjects"))!.Order(StringComparer.Ordinal);

    private async Task<string> GetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = _bus.Registry.Url };
        return await http.GetStringAsync(new Uri(path, UriKind.Relative), Token);
    }
}
