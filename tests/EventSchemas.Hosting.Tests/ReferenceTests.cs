using EventSchemas.Kafka;

namespace EventSchemas.Hosting.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void Hosting_references_no_transport()
    {
        string[] references = [.. typeof(EventBusBuilder).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

        Assert.Equal(
            ["EventSchemas", "EventSchemas.Avro"],
            references.Where(name => name.StartsWith("EventSchemas", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain(references, name => name.StartsWith("Confluent", StringComparison.Ordinal));
        Assert.DoesNotContain(references, name => name.StartsWith("StackExchange", StringComparison.Ordinal));
    }
}
