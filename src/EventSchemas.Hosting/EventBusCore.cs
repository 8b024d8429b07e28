using System.Diagnostics.Metrics;
using EventSchemas.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace EventSchemas.Hosting;

/// <summary>Adds the event bus without a transport.</summary>
public static class EventBusCore
{
    /// <summary>
    /// Adds what every transport needs. Call a transport's method on the result, such as <c>UseKafka()</c>. Besides the section it reads
    /// the feature flags, under <c>FeatureManagement</c> or <c>feature_management</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">
    /// The section with the settings of <see cref="EventBusOptions"/>, and the subsections of the transport. The host doesn't start if it
    /// has any other key.
    /// </param>
    /// <exception cref="InvalidOperationException">The application has an event bus already.</exception>
    public static EventBusBuilder AddEventBusCore(this IServiceCollection services, IConfigurationSection configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(EventBusRegistrations)))
        {
            throw new InvalidOperationException(
                "AddEventBus has been called already: keep the builder that it returned, and register all producers and groups on that.");
        }

        var registrations = new EventBusRegistrations(configuration.Path);
        services.AddSingleton(registrations);
        services.AddSingleton<IValidateOptions<EventBusOptions>, EventBusOptionsValidator>();
        services.AddOptions<EventBusOptions>()
            .Configure(options => SettingsBinder.Bind(
                new CoreSection(configuration, registrations.TransportSections),
                options,
                (section, bound) => section.Bind(bound, SettingsBinder.Strict)))
            .ValidateOnStart();
        if (services.All(service => service.ServiceType != typeof(IFeatureManager)))
        {
            services.AddFeatureManagement();
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEventFlags, FeatureManagementFlags>();
        services.AddSingleton(provider =>
            EventBusOverview.Create(registrations, provider.GetRequiredService<IOptions<EventBusOptions>>().Value));
        services.AddSingleton<ServiceIdentity>();
        services.AddSingleton<BusProgress>();
        services.AddSingleton(provider => new EventBusTelemetry(
            provider.GetRequiredService<BusProgress>(),
            new Lazy<Outbox>(provider.GetRequiredService<Outbox>),
            provider.GetService<IMeterFactory>()));
        services.AddSingleton(provider =>
            new UnregisteredProducers(services, provider.GetRequiredService<IServiceProviderIsService>()));
        services.TryAddSingleton<IProcessedEventStore, InMemoryProcessedEventStore>();
        services.AddSingleton<PublishingTransports>();
        services.AddSingleton<UndeliveredSender>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<IUndeliveredEvents>(provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<EventPublisher>();
        services.AddSingleton<IEventPublisher>(provider => provider.GetRequiredService<EventPublisher>());
        services.AddSingleton<EventQueue>();
        services.AddSingleton(provider => new Lazy<EventQueue>(provider.GetRequiredService<EventQueue>));
        services.AddSingleton<IEventQueue>(provider => provider.GetRequiredService<Lazy<EventQueue>>().Value);
        services.AddHostedService<PublishingService>();
        services.AddHostedService<ConsumerGroupsService>();
        return new EventBusBuilder(services, configuration, registrations);
    }
}
