namespace EventSchemas;

/// <summary>Publishes several events at once.</summary>
public static class EventBatch
{
    /// <summary>Publishes events in their order, without waiting for one before the next, and waits for all of them.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="producer">The event's producer.</param>
    /// <param name="values">The events.</param>
    /// <param name="cancellationToken">Cancels waiting. Messages that the client has already accepted can still be delivered.</param>
    /// <returns>What happened to each event, in the order of the events.</returns>
    /// <exception cref="EventBatchException">Some were not delivered, or it is unknown whether they were.</exception>
    public static Task<IReadOnlyList<PublishResult>> PublishAllAsync<TEvent>(
        this IEventProducer<TEvent> producer, IEnumerable<TEvent> values, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(values);
        return producer.PublishEachAsync(values.Select(value => (value, (PublishOptions?)null)), cancellationToken);
    }

    /// <summary>
    /// Publishes events in their order, each with options of its own, without waiting for one before the next, and waits for all of them.
    /// </summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="producer">The event's producer.</param>
    /// <param name="events">The events, each with its options or null.</param>
    /// <param name="cancellationToken">Cancels waiting. Messages that the client has already accepted can still be delivered.</param>
    /// <returns>What happened to each event, in the order of the events.</returns>
    /// <exception cref="EventBatchException">
    /// Some were not published, as what they are or what their options say can't be; some were not delivered, or it is unknown whether they
    /// were. The others are published.
    /// </exception>
    public static async Task<IReadOnlyList<PublishResult>> PublishEachAsync<TEvent>(
        this IEventProducer<TEvent> producer,
        IEnumerable<(TEvent Value, PublishOptions? Options)> events,
        CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(producer);
        ArgumentNullException.ThrowIfNull(events);

        // All events and options before any is sent: a sequence that fails midway has sent nothing.
        (TEvent Value, PublishOptions? Options)[] all = [.. events];
        Task<PublishResult>[] published =
        [
            .. all.Select(async one => await producer.PublishAsync(one.Value, one.Options, cancellationToken).ConfigureAwait(false)),
        ];

        var results = new List<PublishResult?>(published.Length);
        var failures = new List<Exception>();
        foreach (Task<PublishResult> one in published)
        {
            try
            {
                results.Add(await one.ConfigureAwait(false));
            }
            catch (Exception e) when (e is EventPublishException or EventDataException or OperationCanceledException
                or InvalidOperationException or ArgumentException)
            {
                results.Add(null);
                failures.Add(e);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return failures.Count == 0 ? [.. results.OfType<PublishResult>()] : throw new EventBatchException(results, failures);
    }
}

/// <summary>Some events of a batch were not delivered, or it is unknown whether they were.</summary>
public sealed class EventBatchException : Exception
{
    internal EventBatchException(IReadOnlyList<PublishResult?> results, IReadOnlyList<Exception> failures)
        : base($"{failures.Count} of {results.Count} events were not published. The first: {failures[0].Message}", failures[0])
    {
        Results = results;
        Failures = failures;
    }

    /// <summary>What happened to each event, in the order of the events; null for those that failed.</summary>
    public IReadOnlyList<PublishResult?> Results { get; }

    /// <summary>Why the others failed, in the order of the events.</summary>
    public IReadOnlyList<Exception> Failures { get; }
}
