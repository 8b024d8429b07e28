using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

/// <summary>What a service that publishes says when it starts.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_registry_that_is_away_at_start_is_waited_for()
    {
        using var registry = new CannedRegistry(503, "");
        await _bus.StartServiceAsync(
            bus => bus.AddProducer<OrderPlaced>(), recorder: null, ("EventBus:SchemaRegistry:Url", registry.Url));

        Assert.Single(_bus.Log.At(LogLevel.Warning), line => line.Contains(
            "Not ready to publish org.acme.order.placed.v1 yet; trying again until it is. The schema registry at",
            StringComparison.Ordinal));

        registry.SetAnswer(200, """{"id": 1}""");
        await Bus.Until(
            () => _bus.Log.At(LogLevel.Information).Contains("Ready to publish org.acme.order.placed.v1"), "the event can be published");
    }

    [Fact]
    public async Task An_event_that_is_switched_off_needs_no_schema()
    {
        using var registry = new CannedRegistry(409, """{"error_code": 409, "message": "incompatible"}""");

        IHost service = await _bus.StartServiceAsync(
            bus => bus.AddProducer<OrderPlaced>(),
            recorder: null,
            ("EventBus:SchemaRegistry:Url", registry.Url),
            ("FeatureManagement:OrderPlacedEvent", "false"));

        Assert.IsType<PublishResult.Disabled>(
            await service.Services.GetRequiredService<IOrderPlacedProducer>()
                .PublishAsync(new OrderPlaced("A-1", 3), cancellationToken: Token));
    }

    [Fact]
    public async Task A_service_without_a_name_is_told_what_its_events_say()
    {
        await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPaid>(), recorder: null, ("EventBus:ServiceName", null));

        Assert.Contains(
            "EventBus:ServiceName isn't set, so that the source of this service's events is openedx/SERVICE_NAME_UNSET/web",
            _bus.Log.At(LogLevel.Warning));
    }

    [Fact]
    public async Task A_class_that_needs_a_producer_which_is_not_registered_is_named()
    {
        IHost service = _bus.Service(bus =>
        {
            bus.AddProducer<OrderPaid>();
            bus.Services.AddTransient<Checkout>();
        });

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartAsync(Token));
        Assert.Equal(
            "EventSchemas.Kafka.Tests.StartTests+Checkout needs EventSchemas.TestKit.IOrderPlacedProducer, which isn't registered: "
            + "call AddProducer<OrderPlaced>() on the builder that AddEventBus returned.",
            e.Message);
    }

    private sealed class Checkout(IOrderPlacedProducer producer)
    {
        public IOrderPlacedProducer Producer { get; } = producer;
    }
}
