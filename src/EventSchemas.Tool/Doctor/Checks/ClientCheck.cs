using System.Reflection;
using Confluent.Kafka;
using Confluent.SchemaRegistry;
using StackExchange.Redis;

namespace EventSchemas.Tool;

/// <summary>Which versions of the client libraries are used here.</summary>
static class ClientCheck
{
    private const string Name = "client";

    // Earlier ones have known faults at rebalances and at closing.
    private static readonly Version OldestKafkaClient = new(2, 16);

    public static Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<CheckResult> results = [.. context.Transports.Select(transport =>
            transport == BusTransports.Kafka ? Kafka() : Redis())];
        return Task.FromResult(results);
    }

    private static CheckResult Kafka()
    {
        Version version = VersionOf(typeof(IConsumer<,>));
        string text = $"Confluent.Kafka {version.ToString(3)} with librdkafka {Library.VersionString}, Confluent.SchemaRegistry "
            + $"{VersionOf(typeof(ISchemaRegistryClient)).ToString(3)}.";
        return version >= OldestKafkaClient
            ? new CheckResult(Name, CheckState.Ok, text) { Subject = BusTransports.Kafka.Name }
            : new CheckResult(Name, CheckState.Error, text)
            {
                Subject = BusTransports.Kafka.Name,
                Advice = $"Use Confluent.Kafka {OldestKafkaClient} or newer: earlier versions have faults at rebalances.",
            };
    }

    private static CheckResult Redis() => new(
        Name, CheckState.Ok, $"StackExchange.Redis {VersionOf(typeof(IConnectionMultiplexer)).ToString(3)}.")
    {
        Subject = BusTransports.Redis.Name,
    };

    // The assembly's own version stays the same for years.
    private static Version VersionOf(Type type)
    {
        Assembly assembly = type.Assembly;
        string? file = assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version;
        return Version.TryParse(file, out Version? version) ? version : assembly.GetName().Version ?? new Version(0, 0, 0);
    }
}
