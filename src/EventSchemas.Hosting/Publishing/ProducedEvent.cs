
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
        DisabledByFlag = Descriptor.FeatureFlag is { } flag ? new PublishResult.Disabled($"the feature flag {flag} is off") : null;
        DisabledByConfiguration = options.Producers.GetValueOrDefault(Descriptor.EventType) is { Enabled: false }
            ? new PublishResult.Disabled($"{registrations.PathOf($"Producers:{Descriptor.EventType}:Enabled")} is false")
            : null;
    }

    public EventDescriptor Descriptor { get; }

    /// <summary>The transport's sender of this event.</summary>
    public IEventSender Sender { get; }

    /// <summary>The result of publishing while the event's feature flag is off; null if it has no flag.</summary>
    public PublishResult.Disabled? DisabledByFlag { get; }

    /// <summary>The result of publishing if the configuration switches the event off; otherwise null.</summary>
    public PublishResult.Disabled? DisabledByConfiguration { get; }
}
