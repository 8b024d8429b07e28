using EventSchemas;
using EventSchemas.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Orders;

/// <summary>
/// Takes the pieces of an order from the stock and says so. Both are committed with the note that the order was handled, so that an order
/// that comes twice is taken once.
/// </summary>
[Transactional]
sealed class TakeFromStock(ShopContext context) : IEventHandler<OrderPlaced>
{
    public const string Name = "stock";

    public async Task HandleAsync(OrderPlaced value, EventContext eventContext, CancellationToken cancellationToken)
    {
        Shelf shelf = await context.Shelves.SingleAsync(cancellationToken);
        shelf.Pieces -= value.Pieces;
        context.Publish(new StockTaken(value.Customer, value.Number, shelf.Pieces));
    }
}
