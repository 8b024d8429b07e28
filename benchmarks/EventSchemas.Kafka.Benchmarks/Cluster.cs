using EventSchemas.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>An embedded broker and registry, and a service on them.</summary>
sealed class Cluster : IAsyncDisposable
{
    private readonly EmbeddedKafka _kafka = EmbeddedKafka.Start();
    private readonly EmbeddedSchemaRegistry _registry;

    private Cluster(EmbeddedSchemaRegistry registry)
    {
        _registry = registry;
    }

    public string BootstrapServers => _kafka.BootstrapServers;

    public string RegistryUrl => _registry.Url.ToString();

    public static async Task<Cluster> StartAsync() => new(await EmbeddedSchemaRegistry.StartAsync());

    public void CreateTopic(string name, int partitions) => _kafka.CreateTopic(name, partitions);

    /// <summary>Starts a service whose events go to a topic.</summary>
    public async Task<IHost> StartServiceAsync(
        string topic, Action<EventBusBuilder> configure, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("EventBus:Kafka:BootstrapServers", BootstrapServers),
            new("EventBus:SchemaRegistry:Url", RegistryUrl),
            new("EventBus:ServiceName", "benchmark"),
            new($"EventBus:Producers:{Enrollments.EventType}:Topics:0", topic),
            new("FeatureManagement:CourseEnrollmentCreatedEvent", "true"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]);
        configure(builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus")));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        _kafka.Dispose();
    }
}
