using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Kafka;

/// <inheritdoc/>
sealed class HandlerRegistration<TEvent, THandler>(string name, EventRegistration @event) : HandlerRegistration(name, @event, typeof(THandler))
    where TEvent : class, IEventContract<TEvent>
    where THandler : class, IEventHandler<TEvent>
{
    public override async Task HandleAsync(IServiceScopeFactory scopes, object value, EventContext context, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync((TEvent)value, context, cancellationToken).ConfigureAwait(false);
        }
    }
}
