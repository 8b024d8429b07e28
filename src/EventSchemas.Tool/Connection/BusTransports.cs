using EventSchemas.Kafka;
using EventSchemas.Redis;
using Microsoft.Extensions.Configuration;

namespace EventSchemas.Tool;

/// <summary>The transports that the tool knows.</summary>
static class BusTransports
{
    /// <summary>Kafka, with the schema registry.</summary>
    public static BusTransport Kafka { get; } = new(
        KafkaPublishing.TransportName,
        [
            new(BusParts.Broker, ConnectionOptions.BootstrapServersKey, typeof(KafkaOptionsValidator)),
            new(BusParts.Registry, ConnectionOptions.RegistryKey, typeof(SchemaRegistryOptionsValidator)),
        ],
        bus => bus.UseKafka(),
        KafkaProbe.RunAsync);

    /// <summary>Redis.</summary>
    public static BusTransport Redis { get; } = new(
        RedisPublishing.TransportName,
        [new(BusParts.Broker, ConnectionOptions.RedisKey, typeof(RedisOptionsValidator))],
        bus => bus.UseRedis(),
        RedisProbe.RunAsync);

    /// <summary>All of them.</summary>
    public static BusTransport[] All { get; } = [Kafka, Redis];

    /// <summary>Their names.</summary>
    public static string[] Names { get; } = [.. All.Select(one => one.Name)];
}

/// <summary>A transport. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Servers">The servers that it needs.</param>
/// <param name="Use">Puts a bus on it.</param>
/// <param name="ProbeAsync">Asks whether its broker answers, within a time.</param>
sealed record BusTransport(
    string Name,
    IReadOnlyList<BusServer> Servers,
    Action<EventBusBuilder> Use,
    Func<IServiceProvider, TimeSpan, CancellationToken, Task> ProbeAsync)
{
    /// <summary>Whether a section of the bus has settings of its broker.</summary>
    public bool IsConfigured(IConfigurationSection bus) => bus.GetSection(Name).GetChildren().Any();
}

/// <summary>A server that a transport needs. Immutable.</summary>
/// <param name="Part">What it is.</param>
/// <param name="AddressKey">The key of its address in the bus's section.</param>
/// <param name="Validator">The type that checks its settings.</param>
sealed record BusServer(BusParts Part, string AddressKey, Type Validator)
{
    /// <summary>The subsection of the bus that has its settings.</summary>
    public string Section => AddressKey[..AddressKey.IndexOf(':', StringComparison.Ordinal)];
}
