using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Hosting;

/// <summary>A handler that gets several events of one type at a time.</summary>
abstract class BatchHandlerRegistration(string name, EventRegistration @event, Type handlerClass, HandlerOptions options)
    : HandlerRegistration(name, [@event], handlerClass, options)
{
    /// <summary>Handles events with a new instance of the handler, in a separate scope.</summary>
    /// <returns>How many were handled; the others are duplicates of those, or the handler has handled them before.</returns>
    public async ValueTask<int> HandleAsync(
        IServiceScopeFactory scopes, IReadOnlyList<BatchedEvent> batch, bool dropsDuplicates, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            if (TransactionOf(scope.ServiceProvider) is { } transaction)
            {
                return await HandleAsync(transaction, scope.ServiceProvider, batch, cancellationToken).ConfigureAwait(false);
            }

            var begun = new List<EventContext>();
            IProcessedEventStore? store = null;
            if (dropsDuplicates)
            {
                store = scope.ServiceProvider.GetRequiredService<IProcessedEventStore>();
                batch = await BeginAsync(store, batch, begun, cancellationToken).ConfigureAwait(false);
            }

            if (batch.Count == 0)
            {
                return 0;
            }

            await HandleAsync(scope.ServiceProvider, batch, cancellationToken).ConfigureAwait(false);
            foreach (EventContext context in begun)
            {
                await store!.CompleteAsync(context, cancellationToken).ConfigureAwait(false);
            }

            return batch.Count;
        }
    }

    /// <summary>Calls the handler.</summary>
    protected abstract Task CallAsync(
        IServiceProvider services, IReadOnlyList<BatchedEvent> batch, CancellationToken cancellationToken);

    private Task<int> HandleAsync(
        IHandlerTransaction transaction,
        IServiceProvider services,
        IReadOnlyList<BatchedEvent> batch,
        CancellationToken cancellationToken) => transaction.RunAsync(
            services,
            [.. batch.Select(one => new TransactionalEvent(one.Context, one.Message.IncludesProcessed))],
            kept => HandleAsync(services, [.. kept.Select(i => batch[i])], cancellationToken),
            cancellationToken);

    private Task HandleAsync(IServiceProvider services, IReadOnlyList<BatchedEvent> batch, CancellationToken cancellationToken)
    {
        if (@event.IsProduced)
        {
            HandledEvent.Enter([.. batch.Select(one => new HandledEvent(one.Context, one.Message.SystemName))]);
        }

        return CallAsync(services, batch, cancellationToken);
    }

    private static async ValueTask<IReadOnlyList<BatchedEvent>> BeginAsync(
        IProcessedEventStore store, IReadOnlyList<BatchedEvent> batch, List<EventContext> begun, CancellationToken cancellationToken)
    {
        var kept = new List<BatchedEvent>(batch.Count);
        var ids = new HashSet<Guid>();
        foreach (BatchedEvent one in batch)
        {
            bool isNew = ids.Add(one.Context.Metadata.Id)
                && await store.TryBeginAsync(one.Context, cancellationToken).ConfigureAwait(false);
            if (isNew)
            {
                begun.Add(one.Context);
            }

            if (isNew || one.Message.IncludesProcessed)
            {
                kept.Add(one);
            }
        }

        return kept;
    }
}

/// <inheritdoc/>
sealed class BatchHandlerRegistration<TEvent, THandler>(string name, EventRegistration @event, HandlerOptions options)
    : BatchHandlerRegistration(name, @event, typeof(THandler), options)
    where TEvent : class, IEventContract<TEvent>
    where THandler : class, IEventBatchHandler<TEvent>
{
    protected override Task CallAsync(
        IServiceProvider services, IReadOnlyList<BatchedEvent> batch, CancellationToken cancellationToken) =>
        services.GetRequiredService<THandler>().HandleAsync(
            [.. batch.Select(one => new EventDelivery<TEvent>((TEvent)one.Received.Value!, one.Context))], cancellationToken);
}

/// <summary>An event of a batch on its way to the handler.</summary>
/// <param name="Message">The message.</param>
/// <param name="Received">The event that was read from it.</param>
/// <param name="Context">Its context.</param>
readonly record struct BatchedEvent(ReceivedMessage Message, ReadOutcome.Event Received, EventContext Context);
