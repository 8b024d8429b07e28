using Microsoft.Extensions.Hosting;

namespace EventSchemas.Hosting;

/// <summary>Doesn't start if a feature flag isn't declared, and sends what is still queued when the service stops.</summary>
sealed class PublishingService(EventBusRegistrations registrations, IEventFlags flags, IPublishingTransport transport) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (EventDescriptor descriptor in registrations.Events.Where(e => e.IsProduced).Select(e => e.Descriptor))
        {
            if (descriptor.FeatureFlag is { } flag && !await flags.IsDeclaredAsync(flag, cancellationToken).ConfigureAwait(false))
            {
                throw new InvalidOperationException(
                    $"The event {descriptor.EventType} has the feature flag {flag}, which no configuration declares, "
                    + $"so that it would never be published. "
                    + $"Declare it, for example in appsettings.json: \"FeatureManagement\": {{ \"{flag}\": true }}.");
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => transport.FlushAsync(cancellationToken);
}
