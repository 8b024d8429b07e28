namespace EventSchemas.Hosting;

/// <summary>
/// Everything about an event that is the same for every publish. Created once from the declaration and the configuration. Safe for
/// concurrent use.
/// </summary>
sealed class ProducedEvent
{
    private Task _lastTurn = Task.CompletedTask;

    public ProducedEvent(
        EventRegistration registration, EventBusRegistrations registrations, EventBusOptions options, PublishingTransports transports)
    {
        Descriptor = registration.Descriptor;
        TombstoneSetting = registrations.PathOf($"Producers:{Descriptor.EventType}:{nameof(ProducerOptions.AllowTombstones)}");
        AllowsTombstones = options.Producers.GetValueOrDefault(Descriptor.EventType) is { AllowTombstones: true };
        Topics = registration.FullTopics(options);
        Sender = transports.CreateSender(Descriptor, Topics);
        Flag = Descriptor.FeatureFlag is { } flag ? new FeatureFlag(flag, Disabled($"the feature flag {flag} is off")) : null;
        DisabledByConfiguration = options.Producers.GetValueOrDefault(Descriptor.EventType) is { Enabled: false }
            ? Disabled($"{registrations.PathOf($"Producers:{Descriptor.EventType}:Enabled")} is false")
            : null;
    }

    public EventDescriptor Descriptor { get; }

    /// <summary>Whether it may be published as a tombstone.</summary>
    public bool AllowsTombstones { get; }

    /// <summary>The setting that allows it.</summary>
    public string TombstoneSetting { get; }

    /// <summary>
    /// Whether no event waits for its flag. One that is published meanwhile waits for its turn behind it, so that the order is kept.
    /// </summary>
    public bool IsTurnFree => Volatile.Read(ref _lastTurn).IsCompleted;

    /// <summary>Takes a turn, which ends with the task.</summary>
    /// <returns>The turn before.</returns>
    public Task TakeTurn(Task turn) => Interlocked.Exchange(ref _lastTurn, turn);

    /// <summary>Its topics, with the deployment's prefix.</summary>
    public IReadOnlyList<string> Topics { get; }

    /// <summary>The sender of this event, to all its transports.</summary>
    public IEventSender Sender { get; }

    /// <summary>The event's feature flag; null if it has none.</summary>
    public FeatureFlag? Flag { get; }

    /// <summary>The result of publishing if the configuration switches the event off; otherwise null.</summary>
    public Task<PublishResult>? DisabledByConfiguration { get; }

    private static Task<PublishResult> Disabled(string reason) => Task.FromResult<PublishResult>(new PublishResult.Disabled(reason));

    /// <summary>A feature flag, and the result of publishing while it is off.</summary>
    public sealed record FeatureFlag(string Name, Task<PublishResult> Disabled);
}
