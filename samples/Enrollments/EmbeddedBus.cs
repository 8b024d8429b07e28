using EventSchemas.Testing;
using Microsoft.Extensions.Configuration;

namespace Enrollments;

/// <summary>The broker and the registry of a first run, in this process.</summary>
sealed class EmbeddedBus : IAsyncDisposable
{
    private readonly EmbeddedKafka _kafka;
    private readonly EmbeddedSchemaRegistry _registry;

    private EmbeddedBus(EmbeddedKafka kafka, EmbeddedSchemaRegistry registry)
    {
        _kafka = kafka;
        _registry = registry;
    }

    /// <summary>Starts both and points the configuration at them, unless it names a broker already.</summary>
    public static async Task<EmbeddedBus?> StartUnlessConfiguredAsync(ConfigurationManager configuration)
    {
        if (!string.IsNullOrEmpty(configuration["EventBus:Kafka:BootstrapServers"]))
        {
            return null;
        }

        var bus = new EmbeddedBus(EmbeddedKafka.Start(), await EmbeddedSchemaRegistry.StartAsync());
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["EventBus:Kafka:BootstrapServers"] = bus._kafka.BootstrapServers,
            ["EventBus:SchemaRegistry:Url"] = bus._registry.Url.ToString(),
        });
        return bus;
    }

    /// <summary>Creates topics, so that the consumers find them before the first event.</summary>
    public void CreateTopics(IEnumerable<string> topics)
    {
        foreach (string topic in topics)
        {
            _kafka.CreateTopic(topic, partitions: 4);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        _kafka.Dispose();
    }
}
