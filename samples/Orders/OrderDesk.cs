using Microsoft.EntityFrameworkCore;

namespace Orders;

/// <summary>What a request does: the order and its event are saved in one transaction, or neither is.</summary>
sealed class OrderDesk(ShopContext context, TimeProvider time)
{
    public async Task PlaceAsync(string customer, int pieces)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        var order = new Order { Customer = customer, Pieces = pieces, PlacedAt = time.GetUtcNow() };
        context.Orders.Add(order);
        await context.SaveChangesAsync();
        context.Publish(new OrderPlaced(customer, order.Id, pieces));
        await context.SaveChangesAsync();
        if (pieces <= 0)
        {
            // The order and its event disappear together.
            throw new InvalidOperationException($"{customer} orders {pieces} pieces.");
        }

        await transaction.CommitAsync();
    }
}
