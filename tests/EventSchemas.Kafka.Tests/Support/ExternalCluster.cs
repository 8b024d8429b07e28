using System.Diagnostics.CodeAnalysis;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// The cluster and registry of <c>KAFKA_BOOTSTRAP_SERVERS</c> and <c>SCHEMA_REGISTRY_URL</c>, which the tests use instead of embedded ones
/// if both are set. Each test has topics of its own there, which stay; since all have the same groups, they run one after the other.
/// </summary>
static class ExternalCluster
{
    private static readonly SemaphoreSlim Turn = new(1);

    public static string? BootstrapServers { get; } = Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP_SERVERS");

    public static string? RegistryUrl { get; } = Environment.GetEnvironmentVariable("SCHEMA_REGISTRY_URL");

    public static bool IsUsed { get; } = !string.IsNullOrEmpty(BootstrapServers) && !string.IsNullOrEmpty(RegistryUrl);

    /// <summary>The prefix of the running test's topics; null if the cluster isn't used.</summary>
    public static string? Prefix { get; private set; }

    /// <summary>Begins a test, when the one before has ended.</summary>
    public static async Task EnterAsync()
    {
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        Prefix = $"eventschemas-test-{Guid.NewGuid():N}";
    }

    /// <summary>Ends a test.</summary>
    public static void Leave() => Turn.Release();

    public static void CreateTopic(string name, int partitions)
    {
        using IAdminClient admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = BootstrapServers }).Build();
        admin.CreateTopicsAsync([new TopicSpecification { Name = name, NumPartitions = partitions }]).GetAwaiter().GetResult();
    }

    /// <summary>Skips the running test.</summary>
    [DoesNotReturn]
    public static T Skip<T>()
    {
        Assert.Skip($"The test causes faults or reads what only an embedded server knows ({typeof(T).Name}).");
        throw new System.Diagnostics.UnreachableException();
    }
}
