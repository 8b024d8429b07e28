using EventSchemas;
using EventSchemas.EntityFrameworkCore;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore.Infrastructure;

// Beside DbContext, so that who saves needs no other using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Publishes events in the transaction of a context.</summary>
public static class EventDbContextExtensions
{
    /// <summary>
    /// Publishes an event with the changes of a context: <c>SaveChanges</c> writes both in one transaction, and the event is sent after the
    /// commit. What is rolled back is never sent. Whether the event is switched on, and whether it is too large, is decided now. Fails if
    /// the outbox is full.
    /// </summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="context">The context. <c>AddOutbox</c> was called for its type, and its model has <c>AddEventOutbox</c>.</param>
    /// <param name="value">The event.</param>
    /// <param name="options">The event's id and time, if the caller knows them, and what else its message says.</param>
    /// <returns>Deferred, or disabled: see <see cref="PublishResult"/>.</returns>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    /// <exception cref="EventPublishException">The event is too large, or the outbox is full.</exception>
    /// <exception cref="InvalidOperationException">
    /// The context has no outbox, or the event no producer; the event may not be published like this; or the database takes no part in the
    /// <c>TransactionScope</c> that is open.
    /// </exception>
    public static PublishResult Publish<TEvent>(this DbContext context, TEvent value, PublishOptions? options = null)
        where TEvent : class, IEventContract<TEvent>
    {
        OutboxSession session = SessionOf(context);

        // A flag that is read from memory answers at once. For others there is PublishAsync.
        (UndeliveredEvent? waiting, PublishResult? disabled) =
            session.Runtime.PrepareAsync(value, options, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        if (waiting is null)
        {
            return disabled!;
        }

        session.Runtime.Check(waiting);
        return session.Publish(waiting);
    }

    /// <summary>
    /// Publishes an event like <see cref="Publish"/>, without blocking where a feature flag is read from afar, and waits for room if the
    /// outbox is full and its settings say so.
    /// </summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="value">The event.</param>
    /// <param name="options">The event's id and time, if the caller knows them, and what else its message says.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Deferred, or disabled: see <see cref="PublishResult"/>.</returns>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    /// <exception cref="EventPublishException">The event is too large, or the outbox is full.</exception>
    /// <exception cref="InvalidOperationException">
    /// The context has no outbox, or the event no producer; the event may not be published like this; or the database takes no part in the
    /// <c>TransactionScope</c> that is open.
    /// </exception>
    public static async Task<PublishResult> PublishAsync<TEvent>(
        this DbContext context, TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        OutboxSession session = SessionOf(context);
        (UndeliveredEvent? waiting, PublishResult? disabled) =
            await session.Runtime.PrepareAsync(value, options, cancellationToken).ConfigureAwait(false);
        if (waiting is null)
        {
            return disabled!;
        }

        await session.Runtime.CheckAsync(waiting, cancellationToken).ConfigureAwait(false);
        return await session.PublishAsync(waiting, cancellationToken).ConfigureAwait(false);
    }

    internal static OutboxSession SessionOf(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GetService<IDbContextOptions>().FindExtension<OutboxExtension>() is null)
        {
            string name = context.GetType().Name;
            throw new InvalidOperationException(
                $"{name} has no outbox: call AddOutbox<{name}>() on the builder that AddEventBus returned, and create the context by "
                + "dependency injection.");
        }

        OutboxSession session = context.GetService<OutboxSession>();
        session.Check();
        return session;
    }
}
