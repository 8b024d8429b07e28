using Confluent.Kafka;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>
/// Consuming up to 20,000 events that are already on the topic, from joining the group to the last event: the Kafka client, which only
/// receives them, and this library with handlers. Each round has groups of its own.
/// </summary>
static class ConsumeComparison
{
    // The mock cluster keeps 5 MB of a partition.
    private const int MessagesPerPartition = 5_000;
    private const int MaxMessages = 20_000;

    private const int MaxBytes = 3_800;
    private const int MaxBytesOfEight = MaxBytes + (7 * 400);

    public static async Task<bool> RunAsync(int partitions, int rounds)
    {
        int messages = Math.Min(MaxMessages, partitions * MessagesPerPartition);
        await using Cluster cluster = await Cluster.StartAsync();
        cluster.CreateTopic("enrollments", partitions);
        using (IHost service = await cluster.StartServiceAsync("enrollments", bus => bus.AddProducer<CourseEnrollmentCreated>()))
        {
            ICourseEnrollmentCreatedProducer producer = service.Services.GetRequiredService<ICourseEnrollmentCreatedProducer>();
            await Task.WhenAll(Enumerable.Range(0, messages).Select(i => producer.PublishAsync(Enrollments.Of(i))));
            await service.StopAsync();
        }

        cluster.CreateTopic("wolverine", partitions);
        using (IHost service = await WolverineService.StartPublishingAsync(cluster, "wolverine"))
        {
            IMessageBus bus = service.MessageBus();
            await Task.WhenAll(Enumerable.Range(0, messages).Select(_ => bus.PublishAsync(WolverineEnrollment.One).AsTask()));
            await service.StopAsync();
        }

        Console.WriteLine($"{messages} messages, {partitions} partitions, {rounds} rounds");
        int group = 0;
        return await Rounds.CompareAsync(
            [
                new("Confluent.Kafka, received only", () => RawAsync(cluster, $"raw-{group++}", messages)),
                new("EventSchemas, one handler", () => OursAsync(cluster, $"ours-{group++}", messages, handlers: 1), MaxBytes),
                new("EventSchemas, eight handlers", () => OursAsync(cluster, $"ours-{group++}", messages, handlers: 8), MaxBytesOfEight),
                new("Wolverine, buffered, with JSON", begin => WolverineAsync(cluster, $"wolverine-{group++}", messages, begin)),
            ],
            rounds,
            messages);
    }

    private static Task RawAsync(Cluster cluster, string group, int messages) => Task.Run(() =>
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoOffsetStore = false,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Subscribe("enrollments");
        for (int received = 0; received < messages;)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } message)
            {
                consumer.StoreOffset(message);
                received++;
            }
        }

        consumer.Close();
    });

    private static async Task OursAsync(Cluster cluster, string name, int messages, int handlers)
    {
        var counter = new Counter(messages * handlers);
        using IHost service = await cluster.StartServiceAsync("enrollments", bus =>
        {
            bus.Services.AddSingleton(counter);
            bus.AddConsumerGroup(name, StartAt.Earliest, group =>
            {
                for (int i = 0; i < handlers; i++)
                {
                    group.Handle<CourseEnrollmentCreated, CountingHandler>($"handler-{i}");
                }
            });
        });
        await counter.Done;
        await service.StopAsync();
    }

    // Wolverine compiles its handlers when the first message comes, so that its start isn't measured.
    private static async Task WolverineAsync(Cluster cluster, string group, int messages, Action begin)
    {
        var counter = new Counter(messages);
        int begun = 0;
        using IHost service = await WolverineService.StartConsumingAsync(cluster, "wolverine", group, new WolverineHandling(() =>
        {
            if (Interlocked.Exchange(ref begun, 1) == 0)
            {
                begin();
            }

            counter.Add();
        }));
        await counter.Done;
        await service.StopAsync();
    }
}
