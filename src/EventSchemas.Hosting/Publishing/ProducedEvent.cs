namespace EventSchemas.Hosting;

/// <summary>
/// Everything about an event that is the same for every publish. Created once from the declaration and the configuration. Safe for
/// concurrent use.
/// </summary>
sealed class ProducedEvent
{
    private readonly bool _isDisabled;
    private Task _lastTurn = Task.CompletedTask;

    public ProducedEvent(
        EventRegistration registration,
        EventBusRegistrations registrations,
        EventBusOptions options,
        PublishingTransports transports,
        PublishMode defaultMode)
    {
        Descriptor = registration.Descriptor;
        ProducerOptions? configured = options.Producers.GetValueOrDefault(Descriptor.EventType);
        TombstoneSetting = registrations.PathOf($"Producers:{Descriptor.EventType}:{nameof(ProducerOptions.AllowTombstones)}");
        AllowsTombstones = configured is { AllowTombstones: true };
        Topics = registration.FullTopics(options);
        Systems = transports.SystemsOf(Descriptor.EventType);
        Sender = transports.CreateSender(Descriptor, Topics);
        _isDisabled = configured is { Enabled: false };
        WhenOff = Task.FromResult<PublishResult>(new PublishResult.Disabled(
            _isDisabled ? $"{registrations.PathOf($"Producers:{Descriptor.EventType}:Enabled")} is false"
            : $"the feature flag {Descriptor.FeatureFlag} is off"));
        ModeSetting = registrations.PathOf($"Producers:{Descriptor.EventType}:{nameof(ProducerOptions.Mode)}");
        Mode = configured?.Mode ?? options.Publishing.Mode ?? defaultMode;
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

    /// <summary>Its transports, as the semantic conventions of OpenTelemetry name them.</summary>
    public IReadOnlyList<string> Systems { get; }

    /// <summary>The sender of this event, to all its transports.</summary>
    public IEventSender Sender { get; }

    /// <summary>What becomes of an event that is published without a context.</summary>
    public PublishMode Mode { get; }

    /// <summary>The setting that decides it.</summary>
    public string ModeSetting { get; }

    /// <summary>The result of publishing while the event is switched off.</summary>
    public Task<PublishResult> WhenOff { get; }

    /// <summary>Whether the event is switched on, by the configuration and by its feature flag.</summary>
    public ValueTask<bool> IsOnAsync(IEventFlags flags, CancellationToken cancellationToken) =>
        _isDisabled ? new(false)
        : Descriptor.FeatureFlag is { } flag ? flags.IsEnabledAsync(flag, cancellationToken)
        : new(true);
}
