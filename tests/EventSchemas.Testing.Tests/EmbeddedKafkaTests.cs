using System.Text;
using Confluent.Kafka;

namespace EventSchemas.Testing.Tests;

public sealed class EmbeddedKafkaTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly EmbeddedKafka _kafka = EmbeddedKafka.Start();

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task A_real_client_receives_what_it_sent()
    {
        _kafka.CreateTopic("letters", partitions: 3);
        using IProducer<string, string> producer = Producer();
        DeliveryResult<string, string> sent = await producer.ProduceAsync(
            "letters",
            new Message<string, string> { Key = "k", Value = "v", Headers = new Headers { { "h", Encoding.UTF8.GetBytes("1") } } },
            TestContext.Current.CancellationToken);

        using IConsumer<string, string> consumer = Consumer("readers");
        consumer.Subscribe("letters");
        ConsumeResult<string, string>? received = consumer.Consume(Deadline);

        Assert.NotNull(received);
        Assert.Equal(
            ("k", "v", sent.Partition, sent.Offset), (received.Message.Key, received.Message.Value, received.Partition, received.Offset));
        Assert.Equal("1", Encoding.UTF8.GetString(received.Message.Headers.GetLastBytes("h")));
        consumer.Close();
    }

    [Fact]
    public void A_created_topic_has_the_requested_partitions()
    {
        _kafka.CreateTopic("wide", partitions: 7);
        using IAdminClient admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _kafka.BootstrapServers }).Build();

        Assert.Equal(7, admin.GetMetadata("wide", Deadline).Topics.Single().Partitions.Count);
    }

    [Fact]
    public async Task A_group_continues_after_its_committed_offset()
    {
        _kafka.CreateTopic("numbers");
        using IProducer<string, string> producer = Producer();
        foreach (string value in new[] { "one", "two" })
        {
            await producer.ProduceAsync(
                "numbers", new Message<string, string> { Key = "k", Value = value }, TestContext.Current.CancellationToken);
        }

        using (IConsumer<string, string> first = Consumer("counters"))
        {
            first.Subscribe("numbers");
            first.Commit(first.Consume(Deadline));
            first.Close();
        }

        using IConsumer<string, string> second = Consumer("counters");
        second.Subscribe("numbers");
        Assert.Equal("two", second.Consume(Deadline)?.Message.Value);
        second.Close();
    }

    [Fact]
    public async Task A_stopped_broker_fails_and_a_restarted_one_serves_again()
    {
        _kafka.CreateTopic("outage");
        _kafka.StopBroker(1);
        using (IProducer<string, string> producer = Producer(timeoutMs: 500))
        {
            await Assert.ThrowsAsync<ProduceException<string, string>>(() =>
                producer.ProduceAsync(
                    "outage", new Message<string, string> { Key = "k", Value = "lost" }, TestContext.Current.CancellationToken));
        }

        _kafka.StartBroker(1);
        using IProducer<string, string> later = Producer();
        DeliveryResult<string, string> sent = await later.ProduceAsync(
            "outage", new Message<string, string> { Key = "k", Value = "kept" }, TestContext.Current.CancellationToken);
        Assert.Equal(PersistenceStatus.Persisted, sent.Status);
    }

    [Fact]
    public void Errors_name_the_failed_action()
    {
        _kafka.CreateTopic("once");

        Assert.StartsWith(
            "The embedded Kafka could not create the topic once: ",
            Assert.Throws<EmbeddedKafkaException>(() => _kafka.CreateTopic("once")).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The embedded Kafka could not stop broker 9: ",
            Assert.Throws<EmbeddedKafkaException>(() => _kafka.StopBroker(9)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedKafka.Start(new EmbeddedKafkaOptions { Brokers = 0 }));
    }

    [Fact]
    public void Two_clusters_are_independent_and_a_stopped_one_throws()
    {
        using EmbeddedKafka other = EmbeddedKafka.Start(new EmbeddedKafkaOptions { Brokers = 2 });
        Assert.NotEqual(_kafka.BootstrapServers, other.BootstrapServers);
        Assert.Equal(2, other.BootstrapServers.Split(',').Length);

        other.Dispose();
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => other.CreateTopic("late"));
    }

    private IProducer<string, string> Producer(int timeoutMs = 30_000) =>
        new ProducerBuilder<string, string>(
            new ProducerConfig { BootstrapServers = _kafka.BootstrapServers, MessageTimeoutMs = timeoutMs, LingerMs = 0 })
            .SetLogHandler((_, _) => { })
            .Build();

    private IConsumer<string, string> Consumer(string group) =>
        new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = _kafka.BootstrapServers,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,

            // After a member has left, the mock broker admits the next one only when the session has expired.
            SessionTimeoutMs = 2_000,
        }).Build();
}
