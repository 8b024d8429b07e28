namespace EventContracts._1;

/// <summary>A customer has placed an order.</summary>
#if (openedx)
/// <param name="Order">The order.</param>
[OpenEdxEvent(
    "org.example.order.placed.v1",
    Topic = "orders",
    Key = "Order.Number",
    FeatureFlag = "OrderPlacedEvent",
    Owner = "orders")]
public sealed partial record OrderPlaced(OrderData Order);

/// <summary>An order.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Customer">Who placed it.</param>
/// <param name="Pieces">How many pieces were ordered.</param>
public sealed record OrderData(string Number, string Customer, int Pieces);
#else
/// <param name="Number">The order's number.</param>
/// <param name="Customer">Who placed it.</param>
/// <param name="Pieces">How many pieces were ordered.</param>
[AvroEvent(
    "org.example.order.placed.v1",
    Topic = "orders",
    Key = nameof(Number),
    FeatureFlag = "OrderPlacedEvent",
    Owner = "orders")]
public sealed partial record OrderPlaced(string Number, string Customer, int Pieces);
#endif
