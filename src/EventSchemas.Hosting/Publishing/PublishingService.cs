using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>
/// Says at start what would fail later: a feature flag that isn't declared, a producer that isn't registered, a schema that is refused.
/// Sends what is still queued when the service stops.
/// </summary>
sealed partial class PublishingService(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    IEventFlags flags,
    PublishingTransports transports,
    UnregisteredProducers unregistered,
    Lazy<EventQueue> queue,
    IServiceProvider services,
    ILogger<PublishingService> logger) : IHostedService, IDisposable
{
    private Preparation? _preparation;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (unregistered.Find().FirstOrDefault() is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        EventDescriptor[] produced = [.. registrations.Events.Where(e => e.IsProduced).Select(e => e.Descriptor)];
        if (produced.Length == 0)
        {
            return;
        }

        foreach (EventDescriptor descriptor in produced)
        {
            if (descriptor.FeatureFlag is { } flag && !await flags.IsDeclaredAsync(flag, cancellationToken).ConfigureAwait(false))
            {
                throw new InvalidOperationException(
                    $"The event {descriptor.EventType} has the feature flag {flag}, which no configuration declares, "
                    + $"so that it would never be published. "
                    + $"Declare it, for example in appsettings.json: \"FeatureManagement\": {{ \"{flag}\": true }}.");
            }
        }

        var identity = services.GetRequiredService<ServiceIdentity>();
        if (Array.Find(produced, one => IsUnset(identity.SourceOf(one.Conventions))) is { } unnamed)
        {
            LogNoServiceName(logger, registrations.PathOf("ServiceName"), identity.SourceOf(unnamed.Conventions));
        }

        // Only now: its constructor reads options, which are validated after the services of a host are created.
        EventPublisher publisher = services.GetRequiredService<EventPublisher>();
        await services.GetRequiredService<Outbox>().StartAsync(publisher.Events, cancellationToken).ConfigureAwait(false);
        _preparation = new Preparation(publisher.Events, flags, services.GetRequiredService<TimeProvider>(), logger);
        await _preparation.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_preparation is not null)
        {
            await _preparation.StopAsync().ConfigureAwait(false);
            await services.GetRequiredService<Outbox>().StopAsync().ConfigureAwait(false);
        }

        try
        {
            await transports.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (queue.IsValueCreated)
            {
                await queue.Value.DrainAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            LogNotFlushed(logger);
        }
    }

    public void Dispose() => _preparation?.Dispose();

    private bool IsUnset(string source) => options.Value.ServiceName == EventBusOptions.UnsetServiceName
        && source.Contains(EventBusOptions.UnsetServiceName, StringComparison.Ordinal);

    [LoggerMessage(5, LogLevel.Error, "The service stops before the bus has taken all events: those that nobody waits for are lost")]
    private static partial void LogNotFlushed(ILogger logger);

    [LoggerMessage(1, LogLevel.Warning, "{Setting} isn't set, so that the source of this service's events is {Source}")]
    private static partial void LogNoServiceName(ILogger logger, string setting, string source);
}
