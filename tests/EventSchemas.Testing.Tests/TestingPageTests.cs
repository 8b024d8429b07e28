using Confluent.Kafka;
using EventSchemas.Avro;
using EventSchemas.Kafka;
using EventSchemas.OpenEdx.Learning;
using EventSchemas.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static EventSchemas.Testing.Tests.EventBusTestHostTests;

namespace EventSchemas.Testing.Tests;

/// <summary>The code of docs/testing.md is in this file, so that it compiles and runs.</summary>
public sealed class TestingPageTests
{
    private const string Fence = "```";

    [Fact]
    public void The_code_of_the_page_is_compiled_here()
    {
        string[] page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "testing.md"));
        string[] source = Lines(File.ReadAllLines(
            Path.Combine(RepositoryRoot.Path, "tests", "EventSchemas.Testing.Tests", $"{nameof(TestingPageTests)}.cs")));
        int blocks = 0;
        for (int i = 0; i < page.Length; i++)
        {
            if (page[i] == $"{Fence}csharp")
            {
                string[] block = Lines(page.Skip(i + 1).TakeWhile(line => line != Fence));
                Assert.True(
                    Enumerable.Range(0, source.Length).Any(start => source.Skip(start).Take(block.Length).SequenceEqual(block)),
                    $"This code of docs/testing.md isn't compiled:\n{string.Join('\n', block)}");
                blocks++;
            }
        }

        Assert.Equal(6, blocks);
    }

    [Fact]
    public async Task A_handler_alone()
    {
        var calls = new Calls();
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        var handler = new Handler(calls);
        await handler.HandleAsync(
            EventExample.Of<CourseUnenrollmentCompleted>(),
            EventContext.ForTest<CourseUnenrollmentCompleted>() with { Attempt = 2 },
            cancellationToken);

        Assert.Equal(2, Assert.Single(calls.Contexts).Attempt);
    }

    [Fact]
    public async Task A_service()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
#pragma warning disable xUnit1051 // The page shows the call without a token.
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(bus =>
        {
            bus.Services.AddSingleton<Calls>();
            bus.AddProducer<CourseUnenrollmentCompleted>();
            bus.AddConsumerGroup("letters", StartAt.Earliest, group => group.OnCourseUnenrollmentCompleted<Handler>("first"));
        });
#pragma warning restore xUnit1051

        await host.PublishAsync(EventExample.Of<CourseUnenrollmentCompleted>(), cancellationToken);
        await host.WaitUntilHandledAsync(cancellationToken);

        PublishedEvent<CourseUnenrollmentCompleted> published = host.Published<CourseUnenrollmentCompleted>().Single();

        Assert.Equal(0, published.Offset);
        Assert.Single(host.Services.GetRequiredService<Calls>().Contexts);
    }

    [Fact]
    public async Task Faults()
    {
        using EmbeddedKafka kafka = EmbeddedKafka.Start(new EmbeddedKafkaOptions { Brokers = 2 });
        kafka.CreateTopic("orders");
        using (IProducer<Null, string> producer = new ProducerBuilder<Null, string>(
            new ProducerConfig { BootstrapServers = kafka.BootstrapServers }).Build())
        {
            for (int i = 0; i < 100; i++)
            {
                producer.Produce("orders", new Message<Null, string> { Value = "order" });
            }

            producer.Flush(TestContext.Current.CancellationToken);
        }

        kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.NotEnoughReplicas, ErrorCode.Local_Transport);
        kafka.Faults.DelayNext(broker: 1, KafkaRequest.OffsetCommit, TimeSpan.FromSeconds(1), times: 2);
        kafka.Faults.SetLeader(new TopicPartition("orders", 0), broker: 2);
        kafka.DeleteRecords(new TopicPartition("orders", 0), before: 100);

        await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        registry.Faults.FailNext(RegistryFault.Html, times: 3);
        registry.Faults.FailAll(RegistryFault.Slow(TimeSpan.FromSeconds(2)), RegistryRequest.Read);
        registry.Faults.Clear();

        Assert.Equal(0, registry.Faults.Count);
    }

    [Fact]
    public async Task Older_versions()
    {
        var calls = new Calls();
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<DirectoryNotFoundException>(async () =>
        {
            IReadOnlyList<ShippedVersion> replayed =
                await ShippedVersions.ReplayAsync<CourseUnenrollmentCompleted>("schemas", new Handler(calls), cancellationToken);
        });
    }

    [Fact]
    public void Events_as_JSON()
    {
        AvroSchema schema = DescriptorOf<CourseUnenrollmentCompleted>().Schema;
        byte[] data = EventExample.DataOf(schema);

        string json = AvroJsonText.ToJson(schema, data);
        byte[] same = AvroJsonText.ToAvro(schema, json);

        Assert.Equal(data, same);
    }

    private static string[] Lines(IEnumerable<string> lines) =>
    [
        .. lines
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("#pragma", StringComparison.Ordinal)),
    ];
}
