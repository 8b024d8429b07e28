using EventSchemas.Testing;

namespace EventSchemas.Tool.Tests;

/// <summary>A broker and a registry that the tests of a class share. Each test has topics and subjects of its own.</summary>
public sealed class EmbeddedBus : IAsyncLifetime
{
    public EmbeddedKafka Kafka { get; } = EmbeddedKafka.Start();

    public EmbeddedSchemaRegistry Registry { get; private set; } = null!;

    /// <summary>The options that connect a command to them.</summary>
    public string Options => $"--bootstrap-servers {Kafka.BootstrapServers} --registry {Registry.Url}";

    /// <summary>The settings that do.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("EventBus:Kafka:BootstrapServers", Kafka.BootstrapServers), ("EventBus:SchemaRegistry:Url", Registry.Url.ToString()),
    ];

    public async ValueTask InitializeAsync() => Registry = await EmbeddedSchemaRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        Kafka.Dispose();
    }
}
