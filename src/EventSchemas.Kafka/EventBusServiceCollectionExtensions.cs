using EventSchemas.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>Adds the event bus to an application.</summary>
public static class EventBusServiceCollectionExtensions
{
    /// <summary>
    /// Adds the event bus on Kafka. Besides the section it reads the feature flags, under <c>FeatureManagement</c> or
    /// <c>feature_management</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">
    /// The section with the settings of <see cref="EventBusOptions"/>, and in the subsections <c>Kafka</c> and <c>SchemaRegistry</c> those
    /// of <see cref="KafkaOptions"/> and <see cref="SchemaRegistryOptions"/>. The host doesn't start if it has any other key.
    /// </param>
    /// <exception cref="InvalidOperationException">The application has an event bus already.</exception>
    public static EventBusBuilder AddEventBus(this IServiceCollection services, IConfigurationSection configuration) =>
        services.AddEventBusCore(configuration).UseKafka();

    /// <summary>Puts a bus on Kafka.</summary>
    /// <param name="builder">The bus, from <see cref="EventBusCore.AddEventBusCore"/>.</param>
    /// <exception cref="InvalidOperationException">The bus is on Kafka already.</exception>
    public static EventBusBuilder UseKafka(this EventBusBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTransport(KafkaPublishing.TransportName);
        builder.AddTransportOptions<KafkaOptions>("Kafka", (section, options) => section.Bind(options, SettingsBinder.Strict));
        builder.AddTransportOptions<SchemaRegistryOptions>(
            "SchemaRegistry", (section, options) => section.Bind(options, SettingsBinder.Strict));
        builder.Services
            .AddSingleton<IValidateOptions<EventBusOptions>, KafkaOptionsValidator>()
            .AddSingleton<IValidateOptions<EventBusOptions>, SchemaRegistryOptionsValidator>()
            .AddSingleton<RegistryClient>()
            .AddSingleton<KafkaClientConfig>()
            .AddSingleton<DeliveryErrors>()
            .AddSingleton<KafkaProducer>()
            .AddSingleton<IPublishingTransport, KafkaPublishing>()
            .AddSingleton<IConsumingTransport, KafkaConsuming>()
            .AddSingleton<IRecordDeletion, AdminRecordDeletion>()
            .AddSingleton<KafkaDeadLetters>()
            .AddSingleton<KafkaReplays>()
            .AddSingleton<KafkaGroupPositions>()
            .AddSingleton<KafkaEventTail>()
            .AddSingleton<KafkaGroupLag>();
        builder.AddTools<KafkaDeadLetters, KafkaReplays, KafkaGroupPositions, KafkaEventTail, KafkaGroupLag>(KafkaPublishing.TransportName);
        return builder;
    }
}
