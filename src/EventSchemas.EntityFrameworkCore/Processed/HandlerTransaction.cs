using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Knows the transactional handlers: those with the attribute, and those that were registered. Safe for concurrent use.</summary>
sealed class HandlerTransactions(
    IEnumerable<TransactionalHandlers> registered,
    OutboxDatabases databases,
    IOptions<OutboxOptions> options,
    EventBusRegistrations registrations)
    : IHandlerTransactions
{
    private readonly FrozenDictionary<Type, Type> _contexts = registered.SelectMany(one => one.Handlers.Select(handler => (handler, one)))
        .ToFrozenDictionary(one => one.handler, one => one.one.ContextType);

    private readonly Type? _default = registered.Select(one => one.ContextType).FirstOrDefault();
    private readonly ConcurrentDictionary<Type, IHandlerTransaction?> _transactions = new();

    public IHandlerTransaction? Of(HandlerRegistration handler) => _transactions.GetOrAdd(handler.HandlerClass, Create);

    private HandlerTransaction? Create(Type handler) =>
        _contexts.TryGetValue(handler, out Type? context) ? new HandlerTransaction(context, databases, Retention)
        : handler.GetCustomAttribute<TransactionalAttribute>() is null ? null
        : new HandlerTransaction(_default ?? throw new InvalidOperationException(
            $"{handler} is transactional, and no context is registered for such handlers: call AddTransactionalHandlers on the builder "
            + "that AddEventBus returned."), databases, Retention);

    private ProcessedRetention Retention => new(
        options.Value.KeepProcessed,
        registrations.PathOf($"{OutboxOptionsValidator.Section}:{nameof(OutboxOptions.KeepProcessed)}"),
        options.Value.LongestDowntime,
        registrations.PathOf($"{OutboxOptionsValidator.Section}:{nameof(OutboxOptions.LongestDowntime)}"));
}

/// <summary>The handlers that run in transactions of a context. Those with the attribute needn't be listed.</summary>
sealed record TransactionalHandlers(Type ContextType, IReadOnlyList<Type> Handlers);

/// <summary>Runs a handler in a transaction of a context, with a row for each event that it handles. Safe for concurrent use.</summary>
sealed class HandlerTransaction(Type contextType, OutboxDatabases databases, ProcessedRetention retention) : IHandlerTransaction
{
    public ProcessedRetention Retention => retention;

    public async Task<int> RunAsync(
        IServiceProvider services,
        IReadOnlyList<TransactionalEvent> events,
        Func<IReadOnlyList<int>, Task> handle,
        CancellationToken cancellationToken)
    {
        var context = (DbContext)services.GetRequiredService(contextType);
        if (context.Model.FindEntityType(typeof(ProcessedEventRow)) is null)
        {
            throw new InvalidOperationException(WithoutTable(contextType));
        }

        // Settlement calls the handler again, in a new scope: a strategy would repeat it with a context that has its first changes.
        return await new OnceStrategy(context).ExecuteAsync(
            (events, handle),
            (_, state, token) => RunOnceAsync(context, databases.Of(context), state.events, state.handle, token),
            verifySucceeded: null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says that a model has no table of processed events.</summary>
    public static string WithoutTable(Type contextType) =>
        $"{contextType.Name} has no table of processed events: call modelBuilder.AddProcessedEvents() in OnModelCreating, and add a "
        + "migration.";

    private static async Task<int> RunOnceAsync(
        DbContext context,
        OutboxDatabase database,
        IReadOnlyList<TransactionalEvent> events,
        Func<IReadOnlyList<int>, Task> handle,
        CancellationToken cancellationToken)
    {
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var kept = new List<int>(events.Count);
            for (int i = 0; i < events.Count; i++)
            {
                bool isNew = await database.TryAddProcessedAsync(context, events[i].Context, cancellationToken).ConfigureAwait(false);
                if (isNew || events[i].IncludesProcessed)
                {
                    kept.Add(i);
                }
            }

            if (kept.Count == 0)
            {
                return 0;
            }

            await handle(kept).ConfigureAwait(false);
            if (context.ChangeTracker.HasChanges())
            {
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return kept.Count;
        }
    }

    /// <summary>Makes the context's own strategy neither repeat nor refuse the transaction.</summary>
    private sealed class OnceStrategy(DbContext context) : ExecutionStrategy(context, maxRetryCount: 0, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => false;
    }
}
