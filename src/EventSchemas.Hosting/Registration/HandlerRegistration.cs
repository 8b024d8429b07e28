using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Hosting;

/// <summary>A handler of a group.</summary>
/// <param name="name">The name that it was registered under.</param>
/// <param name="events">The events that it gets; null for all on the group's topics.</param>
/// <param name="handlerClass">Its class.</param>
/// <param name="options">What the code says about its failures.</param>
abstract class HandlerRegistration(string name, IReadOnlyList<EventRegistration>? events, Type handlerClass, HandlerOptions options)
{
    private Transaction? _transaction;

    public string Name { get; } = name;

    public IReadOnlyList<EventRegistration>? Events { get; } = events;

    public Type HandlerClass { get; } = handlerClass;

    public HandlerOptions Options { get; } = options;

    /// <summary>The transaction in which it is called; null if it has none. The answer is asked for once.</summary>
    /// <param name="services">The scope of a call.</param>
    protected IHandlerTransaction? TransactionOf(IServiceProvider services) =>
        (_transaction ??= new Transaction(services.GetService<IHandlerTransactions>()?.Of(this))).Value;

    private sealed record Transaction(IHandlerTransaction? Value);
}

/// <summary>A handler that gets one event at a time.</summary>
abstract class SingleHandlerRegistration(
    string name, IReadOnlyList<EventRegistration>? events, Type handlerClass, HandlerOptions options)
    : HandlerRegistration(name, events, handlerClass, options)
{
    /// <summary>Handles an event with a new instance of the handler, in a separate scope.</summary>
    /// <returns>Whether it was handled; false for an event that the handler has handled before.</returns>
    public async ValueTask<bool> HandleAsync(
        IServiceScopeFactory scopes,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        bool dropsDuplicates,
        CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            if (TransactionOf(scope.ServiceProvider) is { } transaction)
            {
                return await HandleAsync(transaction, scope.ServiceProvider, message, received, context, cancellationToken)
                    .ConfigureAwait(false) > 0;
            }

            IProcessedEventStore? store = dropsDuplicates ? scope.ServiceProvider.GetRequiredService<IProcessedEventStore>() : null;
            if (store is not null && !await store.TryBeginAsync(context, cancellationToken).ConfigureAwait(false))
            {
                if (!message.IncludesProcessed)
                {
                    return false;
                }

                store = null;
            }

            await HandleAsync(scope.ServiceProvider, message, received, context, cancellationToken).ConfigureAwait(false);
            if (store is not null)
            {
                await store.CompleteAsync(context, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
    }

    /// <summary>Calls the handler.</summary>
    protected abstract Task CallAsync(
        IServiceProvider services,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken);

    // A method of its own, because who has no transaction shouldn't pay for what the lambda captures.
    private Task<int> HandleAsync(
        IHandlerTransaction transaction,
        IServiceProvider services,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken) => transaction.RunAsync(
            services,
            [new TransactionalEvent(context, message.IncludesProcessed)],
            _ => HandleAsync(services, message, received, context, cancellationToken),
            cancellationToken);

    private Task HandleAsync(
        IServiceProvider services,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken)
    {
        // Only a service that publishes what it handles can publish the same event again.
        if (received.Registration is { IsProduced: true })
        {
            HandledEvent.Enter(new HandledEvent(context, message.SystemName));
        }

        return CallAsync(services, message, received, context, cancellationToken);
    }
}

/// <summary>A handler of the events of one type.</summary>
sealed class HandlerRegistration<TEvent, THandler>(string name, EventRegistration @event, HandlerOptions options)
    : SingleHandlerRegistration(name, [@event], typeof(THandler), options)
    where TEvent : class, IEventContract<TEvent>
    where THandler : class, IEventHandler<TEvent>
{
    protected override Task CallAsync(
        IServiceProvider services,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken) =>
        services.GetRequiredService<THandler>().HandleAsync((TEvent)received.Value!, context, cancellationToken);
}

/// <summary>A handler of events of every type.</summary>
sealed class AnyHandlerRegistration<THandler>(string name, IReadOnlyList<EventRegistration>? events, HandlerOptions options)
    : SingleHandlerRegistration(name, events, typeof(THandler), options)
    where THandler : class, IAnyEventHandler
{
    protected override Task CallAsync(
        IServiceProvider services,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken) =>
        services.GetRequiredService<THandler>().HandleAsync(message.ToAnyEvent(received), context, cancellationToken);
}
