using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

/// <summary>The optional attributes of CloudEvents, which a publisher gives: the subject and extensions.</summary>
public sealed class AttributeTests : IAsyncLifetime
{
    private static readonly string Topic = $"{Bus.Prefix}-shipments";

    private static readonly PublishOptions Given = new()
    {
        Subject = "shipments/S-1 \u6771",
        Extensions = new Dictionary<string, string> { ["tenant"] = "n\u00f6rd", ["attempts"] = "3", ["empty"] = "" },
        IsReplay = true,
    };

    private static readonly string[] Expected =
        ["subject=shipments/S-1 \u6771", "attempts=3", "empty=", "replay=true", "tenant=n\u00f6rd"];

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _bus.CreateTopic(Topic);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task They_are_headers_behind_the_others_and_only_of_the_event_that_has_them()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<ShipmentSent>());
        IShipmentSentProducer producer = service.Services.GetRequiredService<IShipmentSentProducer>();

        await producer.PublishAsync(new ShipmentSent("S-1", 2), Given, Token);
        await producer.PublishAsync(new ShipmentSent("S-1", 3), cancellationToken: Token);

        Headers[] headers = [.. _bus.Read(Topic).Select(message => message.Message.Headers)];
        string[] constant = ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type"];
        Assert.Equal(
            [.. constant, "ce_subject", "ce_attempts", "ce_empty", "ce_tenant", "ce_replay"], headers[0].Select(header => header.Key));
        Assert.Equal(
            ["shipments/S-1 \u6771", "3", "", "n\u00f6rd", "true"],
            headers[0].Skip(constant.Length).Select(header => Encoding.UTF8.GetString(header.GetValueBytes())));
        Assert.Equal(constant, headers[1].Select(header => header.Key));
    }

    [Fact]
    public async Task They_come_back_with_a_dead_letter_and_with_a_replay()
    {
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter");
        _bus.CreateTopic($"{Bus.Prefix}-group.retry");
        var recorder = new Recorder { Before = (_, _, _, _) => throw new InvalidOperationException("no") };
        IHost service = await _bus.StartServiceAsync(
            bus => Group(bus.AddProducer<ShipmentSent>()), recorder, ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        await service.Services.GetRequiredService<IEventQueue>().EnqueueAsync(new ShipmentSent("S-1", 2), Given, Token);
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
        await Bus.Until(() => letters.ReadAsync("group", Token).ToBlockingEnumerable(Token).Any(), "the dead letter is there");
        recorder.Before = (_, _, _, _) => Task.CompletedTask;

        await letters.RedriveAsync("group", cancellationToken: Token);
        await Bus.Until(() => recorder.Handled.Count == 1, "it came back");
        await service.Services.GetRequiredService<IEventReplays>().RunAsync(
            new EventReplay { Name = "again", Group = "group", Handlers = ["sent"], From = EventPosition.Earliest },
            cancellationToken: Token);
        await Bus.Until(() => recorder.Handled.Count == 2, "it is replayed");

        Assert.Equal(
            [DeliveryKind.Redrive, DeliveryKind.Replay], recorder.Handled.Select(handled => handled.Context.Delivery));
        Assert.All(recorder.Handled, handled => Assert.Equal(Expected, Shown(handled.Context)));
    }

    [Fact]
    public async Task They_wait_with_the_event_while_the_bus_is_away()
    {
        string folder = Directory.CreateTempSubdirectory("eventschemas-attributes").FullName;
        using (var store = new FileUndeliveredEventStore(folder, maxBytes: 1_000_000))
        {
            await store.OpenAsync(Token);
            await store.AppendAsync(
                new UndeliveredEvent
                {
                    EventType = "com.acme.shipment.sent.v1",
                    Id = Guid.NewGuid(),
                    Time = DateTimeOffset.UtcNow,
                    Topics = [Topic],
                    Schema = new EventRegistration<ShipmentSent>().Descriptor.RegistryText,
                    Conventions = EventConventions.CloudEvents,
                    Subject = Given.Subject,
                    Extensions = Given.Extensions,
                    IsReplay = true,
                    Value = AvroCodec.Serialize(new ShipmentSent("S-1", 2)),
                },
                Token);
        }

        var recorder = new Recorder();
        await _bus.StartServiceAsync(
            bus => Group(bus.AddProducer<ShipmentSent>()), recorder, ("EventBus:Publishing:UndeliveredFolder", folder));

        await Bus.Until(() => recorder.Handled.Count == 1, "the stored event is published and handled");
        Assert.Equal(Expected, Shown(recorder.Handled[0].Context));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_another_producer_wrote_is_read_and_a_mirror_of_it_is_the_same()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<ShipmentSent>());
        IShipmentSentProducer producer = service.Services.GetRequiredService<IShipmentSentProducer>();
        await producer.PublishAsync(new ShipmentSent("S-1", 2), cancellationToken: Token);
        using (IProducer<byte[]?, byte[]> client =
            new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig { BootstrapServers = _bus.BootstrapServers }).Build())
        {
            Headers written = new()
            {
                { "ce_subject", "orders/7"u8.ToArray() },
                { "ce_specversion", "1.0"u8.ToArray() },
                { "ce_type", "com.acme.shipment.sent.v1"u8.ToArray() },
                { "ce_source", "/java"u8.ToArray() },
                { "ce_id", "order-7"u8.ToArray() },
                { "ce_partitionkey", "7"u8.ToArray() },
                { "ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8.ToArray() },
                { "content-type", "application/avro"u8.ToArray() },
            };
            await client.ProduceAsync(
                Topic, new Message<byte[]?, byte[]> { Value = _bus.Read(Topic)[0].Message.Value, Headers = written }, Token);
        }

        var recorder = new Recorder();
        await _bus.StartServiceAsync(Group, recorder);
        await Bus.Until(() => recorder.Handled.Count == 2, "both are handled");

        Assert.Equal(["subject="], Shown(recorder.Handled[0].Context));
        Assert.Equal(
            [
                "subject=orders/7", "partitionkey=7", "traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            ],
            Shown(recorder.Handled[1].Context));
    }

    [Fact]
    public async Task An_event_of_Open_edX_takes_none()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>());
        IOrderPlacedProducer producer = service.Services.GetRequiredService<IOrderPlacedProducer>();

        foreach (PublishOptions options in (PublishOptions[])[Given with { Subject = null }, new() { Subject = "x" }])
        {
            var e = await Assert.ThrowsAsync<InvalidOperationException>(
                () => producer.PublishAsync(new OrderPlaced("A-1", 1), options, Token));
            Assert.StartsWith(
                "org.acme.order.placed.v1 may not be published with a Subject or Extensions", e.Message, StringComparison.Ordinal);
        }

        await producer.PublishAsync(new OrderPlaced("A-1", 1), new PublishOptions { IsReplay = true }, Token);
        Assert.Equal("ce_replay", Assert.Single(_bus.Read($"{Bus.Prefix}-orders")).Message.Headers[^1].Key);
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

        await host.Services.GetRequiredService<IShipmentSentProducer>().PublishAsync(new ShipmentSent("S-1", 2), Given, Token);
        await host.WaitUntilHandledAsync(Token);

        EventContext context = Assert.Single(recorder.Handled).Context;
        Assert.Equal(Expected, Shown(context));
        Assert.True(context.IsReplay);
    }

    private static void Group(EventBusBuilder bus) =>
        bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnShipmentSent<SentHandler>("sent"));

    private static IEnumerable<string> Shown(EventContext context) => context.Extensions
        .Select(extension => $"{extension.Key}={extension.Value}")
        .Order(StringComparer.Ordinal)
        .Prepend($"subject={context.Subject}");
}
