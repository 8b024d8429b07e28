using EventSchemas;

namespace Orders;

/// <summary>A customer has placed an order.</summary>
[AvroEvent("org.example.order.placed.v1", Topic = "orders", Key = nameof(Customer), StableBecause = "a sample")]
public sealed partial record OrderPlaced(string Customer, int Number, int Pieces);

/// <summary>Pieces were taken from the stock for an order.</summary>
[AvroEvent("org.example.stock.taken.v1", Topic = "stock", Key = nameof(Customer), StableBecause = "a sample")]
public sealed partial record StockTaken(string Customer, int Number, int Left);
