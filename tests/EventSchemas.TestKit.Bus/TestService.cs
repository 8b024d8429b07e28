using EventSchemas.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.TestKit;

/// <summary>Builds the services of tests: a shop with the events of <see cref="OrderPlaced"/>.</summary>
public static class TestService
{
    /// <summary>Builds a service.</summary>
    /// <param name="addBus">Adds the bus with its transport.</param>
    /// <param name="configure">Registers producers and groups.</param>
    /// <param name="log">Gets what the service logs.</param>
    /// <param name="recorder">Records what the handlers get.</param>
    /// <param name="defaults">Settings; those of a group count only where the service has the group.</param>
    /// <param name="settings">Settings that override them; null removes one.</param>
    public static IHost Build(
        Func<IServiceCollection, IConfigurationSection, EventBusBuilder> addBus,
        Action<EventBusBuilder> configure,
        LogRecorder log,
        Recorder? recorder,
        IEnumerable<KeyValuePair<string, string?>> defaults,
        IEnumerable<(string Key, string? Value)> settings)
    {
        ArgumentNullException.ThrowIfNull(addBus);
        ArgumentNullException.ThrowIfNull(configure);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(recorder ?? new Recorder());
        EventBusBuilder bus = addBus(builder.Services, builder.Configuration.GetSection("EventBus"));
        configure(bus);
        string[] groups = [.. bus.Registrations.Groups.Select(group => $"EventBus:Groups:{group.Name}:")];
        var configuration = new Dictionary<string, string?>
        {
            ["EventBus:ServiceName"] = "shop",
            ["FeatureManagement:OrderPlacedEvent"] = "true",
        };
        foreach ((string key, string? value) in defaults)
        {
            if (!key.StartsWith("EventBus:Groups:", StringComparison.Ordinal)
                || Array.Exists(groups, group => key.StartsWith(group, StringComparison.Ordinal)))
            {
                configuration[key] = value;
            }
        }

        foreach ((string key, string? value) in settings)
        {
            configuration[key] = value;
            if (value is null)
            {
                configuration.Remove(key);
            }
        }

        builder.Configuration.AddInMemoryCollection(configuration);
        return builder.Build();
    }
}
