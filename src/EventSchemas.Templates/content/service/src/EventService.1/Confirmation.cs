using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventService._1;

/// <summary>Confirms an order. An event can come twice, so what a handler does must be the same then.</summary>
public sealed partial class Confirmation(ConfirmedOrders confirmed, ILogger<Confirmation> logger) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
#if (openedx)
        if (confirmed.Add(value.Order.Number))
        {
            LogConfirmed(value.Order.Number, value.Order.Customer);
        }
#else
        if (confirmed.Add(value.Number))
        {
            LogConfirmed(value.Number, value.Customer);
        }
#endif

        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Order {Number} of {Customer} is confirmed.")]
    private partial void LogConfirmed(string number, string customer);
}

/// <summary>The numbers of the orders that were confirmed. A real service keeps them in its database.</summary>
public sealed class ConfirmedOrders
{
    private readonly ConcurrentDictionary<string, bool> _numbers = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Numbers => [.. _numbers.Keys];

    /// <summary>Adds an order; false where it is there already.</summary>
    public bool Add(string number) => _numbers.TryAdd(number, true);
}
