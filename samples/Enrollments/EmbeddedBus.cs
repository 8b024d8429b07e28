using EventSchemas.Testing;
using Microsoft.Extensions.Configuration;

namespace Enrollments;

/// <summary>A Kafka broker and a schema registry in this process, so that the sample runs without any setup.</summary>
sealed class EmbeddedBus : IAsyncDisposable
{
    private readonly EmbeddedKafka _kafka;
    private readonly EmbeddedSchemaRegistry _registry;

    private EmbeddedBus(EmbeddedKafka kafka, EmbeddedSchemaRegistry registry)
    {
        _kafka = kafka;
        _registry = registry;
    }

    /// <summary>Starts both and configures the event bus to use them, unless a broker is configured already.</summary>
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

    /// <summary>Creates the topics, so that consumers can subscribe before the first event is published.</summary>
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
