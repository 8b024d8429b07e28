using Microsoft.Extensions.DependencyInjection;

namespace EventService._1.Tests;

#if (kafka)
/// <summary>What the service publishes and handles, on a Kafka and a schema registry in this process.</summary>
#else
/// <summary>What the service publishes and handles, on a bus in memory.</summary>
#endif
public sealed class OrderEventsTests
{
    [Fact]
    public async Task An_order_that_was_placed_is_confirmed()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
#if (kafka)
        await using EventBusTestHost host = await EventBusTestHost.StartAsync(
            bus => bus.AddOrderEvents(), cancellationToken: cancellationToken);
#else
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus => bus.AddOrderEvents(), cancellationToken: cancellationToken);
#endif
#if (openedx)
        var placed = new OrderPlaced(new OrderData("A-1", "Ada", Pieces: 2));
#else
        var placed = new OrderPlaced("A-1", "Ada", Pieces: 2);
#endif

        await host.PublishAsync(placed, cancellationToken);
        await host.WaitUntilHandledAsync(cancellationToken);

        Assert.Equal(placed, Assert.Single(host.Published<OrderPlaced>()).Value);
        Assert.Equal(["A-1"], host.Services.GetRequiredService<ConfirmedOrders>().Numbers);
    }
}
