public interface IInvoices
{
    Task CreateAsync(OrderData order, CancellationToken cancellationToken);
}

public interface IAuditLog
{
    Task WriteAsync(Guid id, string eventType, string? json, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}

public interface IDatabase
{
    Task InsertAsync(IEnumerable<OrderPlaced> orders, CancellationToken cancellationToken);
}

public sealed class Statistics : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class InvalidOrderException : Exception;

public sealed class DatabaseDownException : Exception;

static class Ambient
{
    static readonly IDeadLetters deadLetters = host.Services.GetRequiredService<IDeadLetters>();
    static readonly IEventReplays replays = host.Services.GetRequiredService<IEventReplays>();
    static readonly IUndeliveredEvents undelivered = host.Services.GetRequiredService<IUndeliveredEvents>();
    static readonly IProgress<ReplayProgress> progress = new Progress<ReplayProgress>();
    static readonly DateTimeOffset yesterday = DateTimeOffset.UtcNow.AddDays(-1);
}
