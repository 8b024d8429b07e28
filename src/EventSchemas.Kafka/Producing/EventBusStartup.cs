using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka;

/// <summary>Refuses to start with a feature flag that nobody declares, and sends what is left when the service stops.</summary>
sealed class EventBusStartup(EventBusRegistrations registrations, IEventFlags flags, KafkaProducer producer) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (EventDescriptor descriptor in registrations.Events.Where(e => e.IsProduced).Select(e => e.Descriptor))
        {
            if (descriptor.FeatureFlag is { } flag && !await flags.IsDeclaredAsync(flag, cancellationToken).ConfigureAwait(false))
            {
                throw new InvalidOperationException(
                    $"The event {descriptor.EventType} has the feature flag {flag}, which no configuration declares, so that it would never be published. "
                    + $"Declare it, for example in appsettings.json: \"FeatureManagement\": {{ \"{flag}\": true }}.");
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => producer.Flush(cancellationToken), CancellationToken.None);
}
