namespace EventSchemas.Hosting;

/// <summary>
/// Everything about an event that is the same for every publish. Created once from the declaration and the configuration. Immutable.
/// </summary>
sealed class ProducedEvent
{
    public ProducedEvent(
        EventRegistration registration, EventBusRegistrations registrations, EventBusOptions options, IPublishingTransport transport)
    {
        Descriptor = registration.Descriptor;
        Sender = transport.CreateSender(Descriptor, registration.FullTopics(options));
        Flag = Descriptor.FeatureFlag is { } flag ? new FeatureFlag(flag, Disabled($"the feature flag {flag} is off")) : null;
        DisabledByConfiguration = options.Producers.GetValueOrDefault(Descriptor.EventType) is { Enabled: false }
            ? Disabled($"{registrations.PathOf($"Producers:{Descriptor.EventType}:Enabled")} is false")
            : null;
    }

    public EventDescriptor Descriptor { get; }

    /// <summary>The transport's sender of this event.</summary>
    public IEventSender Sender { get; }

    /// <summary>The event's feature flag; null if it has none.</summary>
    public FeatureFlag? Flag { get; }

    /// <summary>The result of publishing if the configuration switches the event off; otherwise null.</summary>
    public Task<PublishResult>? DisabledByConfiguration { get; }

    private static Task<PublishResult> Disabled(string reason) => Task.FromResult<PublishResult>(new PublishResult.Disabled(reason));

    /// <summary>A feature flag, and the result of publishing while it is off.</summary>
    public sealed record FeatureFlag(string Name, Task<PublishResult> Disabled);
}
