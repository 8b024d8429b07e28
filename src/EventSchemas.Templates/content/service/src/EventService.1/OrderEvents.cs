using Microsoft.Extensions.DependencyInjection;

namespace EventService._1;

/// <summary>The events of this service: what it publishes, and who handles what. The tests register the same.</summary>
public static class OrderEvents
{
    public static EventBusBuilder AddOrderEvents(this EventBusBuilder bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.Services.AddSingleton<ConfirmedOrders>();
        return bus
            .AddProducer<OrderPlaced>()
            .AddConsumerGroup("confirmations", StartAt.Earliest, group => group.OnOrderPlaced<Confirmation>("confirm"));
    }
}
