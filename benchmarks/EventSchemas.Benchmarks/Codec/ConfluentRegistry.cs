using Confluent.SchemaRegistry;
using EventSchemas.Testing;

namespace EventSchemas.Benchmarks;

/// <summary>The registry that Confluent's serializers ask, once per schema.</summary>
static class ConfluentRegistry
{
    private static readonly EmbeddedSchemaRegistry Registry = EmbeddedSchemaRegistry.StartAsync().GetAwaiter().GetResult();

    public static ISchemaRegistryClient Client { get; } = new CachedSchemaRegistryClient(
        new SchemaRegistryConfig { Url = Registry.Url.ToString() });
}
