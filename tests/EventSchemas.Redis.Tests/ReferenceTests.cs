using EventSchemas.Kafka;
using EventSchemas.OpenEdx;

namespace EventSchemas.Redis.Tests;

public sealed class ReferenceTests
{
    private static readonly string[] Transports = ["EventSchemas.Kafka", "EventSchemas.Redis", "Confluent", "StackExchange"];

    /// <summary>What both transports need is in Hosting, and generated code is written against abstractions.</summary>
    [Theory]
    [InlineData(typeof(EventBusBuilder))]
    [InlineData(typeof(OpenEdxEvents))]
    [InlineData(typeof(EventDescriptor))]
    public void Hosting_and_generated_code_reference_no_transport(Type type) => Assert.DoesNotContain(
        type.Assembly.GetReferencedAssemblies(),
        reference => Array.Exists(Transports, transport => reference.Name!.StartsWith(transport, StringComparison.Ordinal)));

    [Fact]
    public void A_transport_references_no_other() => Assert.DoesNotContain(
        typeof(RedisOptions).Assembly.GetReferencedAssemblies(),
        reference => reference.Name is "EventSchemas.Kafka" || reference.Name!.StartsWith("Confluent", StringComparison.Ordinal));
}
