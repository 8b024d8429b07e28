// The records of the rules' pages are reached by these events.
[OpenEdxEvent("org.acme.order.placed.v1", FeatureFlag = "OrderPlacedEvent")]
public sealed partial record OrderPlaced(Order Order);

[OpenEdxEvent("org.acme.order.paid.v1", FeatureFlag = "OrderPaidEvent")]
public sealed partial record OrderPaid(OrderNumber Paid);

[OpenEdxEvent("org.acme.enrolled.v1", FeatureFlag = "EnrolledEvent")]
public sealed partial record Enrolled(Enrollment Enrollment);

[OpenEdxEvent("org.acme.document.stored.v1", FeatureFlag = "DocumentStoredEvent")]
public sealed partial record DocumentStored(Document Document);

[OpenEdxEvent("org.acme.price.changed.v1", FeatureFlag = "PriceChangedEvent")]
public sealed partial record PriceChanged(Price Price);

[OpenEdxEvent("org.acme.user.registered.v1", FeatureFlag = "UserRegisteredEvent")]
public sealed partial record UserRegistered(UserData User);

[OpenEdxEvent("org.acme.order.stored.v1", FeatureFlag = "OrderStoredEvent")]
public sealed partial record OrderStored(OrderData Stored);

[OpenEdxEvent("org.acme.line.added.v1", FeatureFlag = "LineAddedEvent")]
public sealed partial record LineAdded(Line Line);

public sealed record Order(string Number);

public sealed record OrderNumber(string Number);

public sealed record Card(string Number) : Payment;

public sealed record Invoice(string Number) : Payment;

public sealed record Voucher(string Code) : Payment;

public interface IOrders
{
    Task SaveAsync(Order order);
}

public sealed class WelcomeMail : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class ReceiptMail : IEventHandler<OrderPaid>
{
    public Task HandleAsync(OrderPaid value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class ShopContext(Microsoft.EntityFrameworkCore.DbContextOptions<ShopContext> options)
    : Microsoft.EntityFrameworkCore.DbContext(options)
{
    public Microsoft.EntityFrameworkCore.DbSet<Order> Orders => Set<Order>();
}

static class Ambient
{
    static readonly Order order = null!;
    static readonly ShopContext context = null!;
    static readonly Microsoft.EntityFrameworkCore.IDbContextFactory<ShopContext> factory = null!;
    static readonly IOrderPlacedProducer producer = null!;
}
