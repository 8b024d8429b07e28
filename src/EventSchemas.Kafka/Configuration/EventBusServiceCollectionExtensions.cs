using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace EventSchemas.Kafka;

/// <summary>Adds the event bus to an application.</summary>
public static class EventBusServiceCollectionExtensions
{
    /// <summary>Adds the event bus. What it needs beside the section are the feature flags, under <c>FeatureManagement</c> or <c>feature_management</c>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The section with the settings of <see cref="EventBusOptions"/>; a key that isn't one stops the host at its start.</param>
    /// <exception cref="InvalidOperationException">The application has an event bus already.</exception>
    public static EventBusBuilder AddEventBus(this IServiceCollection services, IConfigurationSection configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(EventBusRegistrations)))
        {
            throw new InvalidOperationException("AddEventBus has been called already: keep what it returned, and register all producers and groups on that.");
        }

        var registrations = new EventBusRegistrations(configuration.Path);
        services.AddSingleton(registrations);
        services.AddSingleton<IValidateOptions<EventBusOptions>, EventBusOptionsValidator>();
        services.AddOptions<EventBusOptions>()
            .Configure(options => configuration.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true))
            .ValidateOnStart();
        if (services.All(service => service.ServiceType != typeof(IFeatureManager)))
        {
            services.AddFeatureManagement();
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEventFlags, FeatureManagementFlags>();
        services.AddSingleton(provider => EventBusOverview.Create(registrations, provider.GetRequiredService<IOptions<EventBusOptions>>().Value));
        services.AddSingleton<RegistryClient>();
        services.AddSingleton<ServiceIdentity>();
        services.AddSingleton<KafkaProducer>();
        services.AddSingleton<IEventPublisher, KafkaEventPublisher>();
        services.AddHostedService<EventBusStartup>();
        services.AddHostedService<ConsumerGroupsService>();
        return new EventBusBuilder(services, registrations);
    }
}
