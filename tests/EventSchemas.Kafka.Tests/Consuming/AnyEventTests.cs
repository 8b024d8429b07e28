using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using Confluent.SchemaRegistry;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

/// <summary>A handler that gets events of every type, such as for an audit.</summary>
public sealed class AnyEventTests
{
    private const string Topics = "EventBus:Groups:audit:Topics:0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Known_events_come_as_records_and_unknown_ones_as_bytes_and_JSON()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost shop = await bus.StartServiceAsync(events => events.AddProducer<OrderPlaced>().AddProducer<OrderPaid>());
        await shop.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("A-1", 2), cancellationToken: Token);
        await shop.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("A-1", "Ada"), cancellationToken: Token);
        Log log = await AuditAsync(bus, [EventDefinition.Of<OrderPlaced>()]);

        await Bus.Until(() => log.All.Count == 2, "both are handled");

        (AnyEvent placed, EventContext context) = log.All.First();
        Assert.Equal(new OrderPlaced("A-1", 2), placed.Value);
        Assert.Same(EventDefinition.Of<OrderPlaced>().Descriptor, placed.Descriptor);
        Assert.Equal("""{"number":"A-1","items":2}""", placed.ToJson());
        Assert.Equal(("audit", "dev-orders", 0L), (context.Handler, context.Topic, context.Offset));
        (AnyEvent paid, EventContext ofPaid) = log.All.Last();
        Assert.Equal(("org.acme.order.paid.v1", "org.acme.order.paid.v1"), (paid.EventType, ofPaid.Metadata.EventType));
        Assert.Null(paid.Value ?? paid.Descriptor);
        Assert.Equal("""{"number":"A-1","payer":"Ada"}""", paid.ToJson());
        Assert.Equal(paid.RawValue[5..].ToArray(), paid.Data!.Value.ToArray());
        Assert.Equal("org.acme.order.paid.v1", ofPaid.HeaderText("ce_type"));
    }

    [Fact]
    public async Task An_unknown_event_whose_schema_nobody_knows_comes_as_bytes_alone()
    {
        await using Bus bus = await Bus.StartAsync();
        byte[][] values = [[0, 0, 0, 0x70, 0, 2, 65], [1, 2, 3]];
        using (IProducer<byte[]?, byte[]> client = new ProducerBuilder<byte[]?, byte[]>(
            new ProducerConfig { BootstrapServers = bus.Kafka.BootstrapServers }).Build())
        {
            foreach (byte[] value in values)
            {
                var headers = new Headers
                {
                    { "ce_type", "org.acme.foreign.v1"u8.ToArray() },
                    { "ce_id", Encoding.UTF8.GetBytes(Guid.NewGuid().ToString()) },
                };
                await client.ProduceAsync("dev-orders", new Message<byte[]?, byte[]> { Value = value, Headers = headers }, Token);
            }
        }

        Log log = await AuditAsync(bus, []);

        await Bus.Until(() => log.All.Count == 2, "both are handled");
        Assert.Equal(values, log.All.Select(one => one.Event.RawValue.ToArray()));
        Assert.All(log.All, one => Assert.Null(one.Event.WriterSchema));
        Assert.All(log.All, one => Assert.Null(one.Event.Data));
        Assert.All(log.All, one => Assert.Null(one.Event.ToJson()));
    }

    [Fact]
    public async Task All_bytes_of_an_unknown_event_whose_schema_is_named_in_a_header_are_its_data()
    {
        await using Bus bus = await Bus.StartAsync();
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = bus.RegistryUrl });
        var schema = new Schema("""{"type": "record", "name": "Foreign", "fields": [{"name": "a", "type": "string"}]}""", SchemaType.Avro);
        var guid = Guid.Parse((await registry.RegisterSchemaWithResponseAsync("foreign", schema)).Guid);
        using (IProducer<byte[]?, byte[]> client = new ProducerBuilder<byte[]?, byte[]>(
            new ProducerConfig { BootstrapServers = bus.BootstrapServers }).Build())
        {
            var headers = new Headers { { "__value_schema_id", [1, .. guid.ToByteArray(bigEndian: true)] } };
            await client.ProduceAsync(
                $"{Bus.Prefix}-orders", new Message<byte[]?, byte[]> { Value = [2, (byte)'x'], Headers = headers }, Token);
        }

        Log log = await AuditAsync(bus, [EventDefinition.Of<ShipmentSent>()]);

        await Bus.Until(() => log.All.Count == 1, "it is handled");
        AnyEvent @event = log.All.First().Event;
        Assert.Equal(("Foreign", """{"a":"x"}"""), (@event.EventType, @event.ToJson()));
        Assert.Equal([2, (byte)'x'], @event.Data!.Value.ToArray());
    }

    [Fact]
    public async Task Past_events_are_found_in_a_service_that_knows_no_event()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost shop = await bus.StartServiceAsync(events => events.AddProducer<OrderPaid>());
        await shop.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("A-1", "Ada"), cancellationToken: Token);
        IHost audit = bus.Service(
            events =>
            {
                events.Services.AddSingleton(new Log());
                events.AddConsumerGroup("audit", StartAt.Earliest, group => group.HandleAny<Audit>("audit"));
            },
            recorder: null,
            (Topics, "orders"));

        ReplaySummary plan = await audit.Services.GetRequiredService<IEventReplays>().PlanAsync(
            new EventReplay { Name = "again", Group = "audit", Handlers = ["audit"], From = EventPosition.Earliest }, Token);

        Assert.Equal((1L, 1L), (plan.Read, plan.Sent));
    }

    [Fact]
    public async Task A_handler_with_a_list_gets_only_the_events_of_the_list()
    {
        var log = new Log();
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus =>
            {
                bus.Services.AddSingleton(log);
                bus.AddProducer<OrderPlaced>().AddProducer<OrderPaid>();
                bus.AddConsumerGroup(
                    "audit", StartAt.Earliest, group => group.HandleAny<Audit>("audit", [EventDefinition.Of<OrderPaid>()]));
            },
            cancellationToken: Token);

        await host.PublishAsync(new OrderPlaced("A-1", 1), Token);
        await host.PublishAsync(new OrderPaid("A-1"), Token);
        await host.WaitUntilHandledAsync(Token);

        Assert.Equal([new OrderPaid("A-1")], log.All.Select(one => one.Event.Value));
        EventBusOverview overview = host.Services.GetRequiredService<EventBusOverview>();
        Assert.Equal([new HandlerOverview("audit", "org.acme.order.paid.v1", "Audit")], overview.Groups[0].Handlers);
    }

    [Fact]
    public async Task A_handler_of_every_event_stands_beside_others_and_needs_the_topics_of_its_group()
    {
        void Configure(EventBusBuilder bus, bool withOther)
        {
            bus.Services.AddSingleton(new Log()).AddSingleton(new Recorder());
            bus.AddProducer<OrderPlaced>();
            bus.AddConsumerGroup("audit", StartAt.Earliest, group =>
            {
                group.HandleAny<Audit>("audit");
                _ = withOther ? group.OnOrderPlaced<FirstHandler>("first") : group;
            });
        }

        OptionsValidationException missing = await Assert.ThrowsAsync<OptionsValidationException>(
            () => EventBusTestHost.StartInMemoryAsync(bus => Configure(bus, withOther: false), cancellationToken: Token));
        Assert.Equal(
            "EventBus:Groups:audit:Topics is missing: the group handles every event of its topics, so configuration must name them.",
            Assert.Single(missing.Failures));

        await using EventBusTestHost host =
            await EventBusTestHost.StartInMemoryAsync(bus => Configure(bus, withOther: true), cancellationToken: Token);
        await host.PublishAsync(new OrderPlaced("A-1", 1), Token);
        await host.WaitUntilHandledAsync(Token);
        Assert.Single(host.Services.GetRequiredService<Log>().All);
        Assert.Single(host.Services.GetRequiredService<Recorder>().Handled);
        Assert.Equal(
            ["*", "org.acme.order.placed.v1"],
            host.Services.GetRequiredService<EventBusOverview>().Groups[0].Handlers.Select(handler => handler.EventType));
    }

    [Fact]
    public void A_handler_with_an_empty_list_is_refused() => Assert.Throws<ArgumentException>(() =>
        new ServiceCollection().AddEventBus(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build().GetSection("EventBus"))
            .AddConsumerGroup("audit", StartAt.Earliest, group => group.HandleAny<Audit>("audit", [])));

    private static async Task<Log> AuditAsync(Bus bus, EventDefinition[] known)
    {
        var log = new Log();
        await bus.StartServiceAsync(
            events =>
            {
                events.Services.AddSingleton(log);
                events.AddEvents(known).AddConsumerGroup("audit", StartAt.Earliest, group => group.HandleAny<Audit>("audit"));
            },
            recorder: null,
            (Topics, "orders"));
        return log;
    }

    private static List<DeadLetter> Letters(IDeadLetters letters) =>
        letters.ReadAsync("audit", Token).ToBlockingEnumerable(Token).ToList();

    private sealed class Log
    {
        public ConcurrentQueue<(AnyEvent Event, EventContext Context)> All { get; } = new();

        public int Failures { get; set; }
    }

    private sealed class Audit(Log log) : IAnyEventHandler
    {
        public Task HandleAsync(AnyEvent value, EventContext context, CancellationToken cancellationToken)
        {
            if (log.Failures-- > 0)
            {
                throw new InvalidOperationException("Ada");
            }

            log.All.Enqueue((value, context));
            return Task.CompletedTask;
        }
    }
}
