using EventSchemas.Kafka;
using EventSchemas.Kafka.Benchmarks;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Benchmarks;

/// <summary>
/// Consuming events that are already there, from connecting to the last event: the Redis client, which only reads and acknowledges them,
/// 100 at a time, this library with a handler, and the same events on Kafka. Each round has groups of its own.
/// </summary>
static class ConsumeComparison
{
    /// <summary>How many events Kafka's broker in the process keeps; with more of them Kafka is left out.</summary>
    public const int MostOnKafka = 20_000;

    private const string Stream = "enrollments";

    // With fewer messages the compiler is still at work in the rounds that are measured.
    private const int WarmUpMessages = 400_000;

    // What the library reads at a time by default, and after how many it acknowledges.
    private const int Count = 100;

    public static async Task<bool> RunAsync(int rounds, int messages)
    {
        bool hasKafka = messages <= MostOnKafka;
        await using RedisBus redis = await RedisBus.StartAsync();
        await using Cluster kafka = await Cluster.StartAsync();
        kafka.CreateTopic(Stream, partitions: 4);
        await using (ConnectionMultiplexer client = await redis.ConnectAsync())
        {
            IDatabase database = client.GetDatabase();
            await Task.WhenAll(Enumerable.Range(0, messages).Select(_ => database.StreamAddAsync(Stream, RawEntry.Create())));
        }

        if (hasKafka)
        {
            using IHost service = await kafka.StartServiceAsync(Stream, bus => bus.AddProducer<CourseEnrollmentCreated>());
            ICourseEnrollmentCreatedProducer producer = service.Services.GetRequiredService<ICourseEnrollmentCreatedProducer>();
            await Task.WhenAll(Enumerable.Range(0, messages).Select(i => producer.PublishAsync(Enrollments.Of(i))));
            await service.StopAsync();
        }

        Console.WriteLine($"{messages} messages, {Count} at a time, {rounds} rounds");
        int group = 0;
        Contender[] contenders =
        [
            new("StackExchange.Redis, XREADGROUP and XACK", () => RawAsync(redis, $"raw-{group++}", messages)),
            new("EventSchemas.Redis, one handler", () => HandledAsync(
                $"ours-{group++}", messages, configure => redis.StartServiceAsync(Stream, configure))),
            new("EventSchemas.Kafka, one handler", () => HandledAsync(
                $"kafka-{group++}", messages, configure => kafka.StartServiceAsync(Stream, configure))),
        ];
        int warmUp = Math.Max(2, WarmUpMessages / messages);
        return await Rounds.CompareAsync(hasKafka ? contenders : contenders[..2], rounds, messages, warmUp);
    }

    private static async Task RawAsync(RedisBus redis, string group, int messages)
    {
        await using ConnectionMultiplexer client = await redis.ConnectAsync();
        IDatabase database = client.GetDatabase();
        await database.StreamCreateConsumerGroupAsync(Stream, group, "0-0");
        Task acknowledged = Task.CompletedTask;
        for (int received = 0; received < messages;)
        {
            StreamEntry[] entries = await database.StreamReadGroupAsync(Stream, group, "one", StreamPosition.NewMessages, Count);
            received += entries.Length;
            await acknowledged;
            acknowledged = database.StreamAcknowledgeAsync(Stream, group, [.. entries.Select(entry => entry.Id)]);
        }

        await acknowledged;
    }

    private static async Task HandledAsync(string group, int messages, Func<Action<EventBusBuilder>, Task<IHost>> startAsync)
    {
        var counter = new Counter(messages);
        using IHost service = await startAsync(bus =>
        {
            bus.Services.AddSingleton(counter);
            bus.AddConsumerGroup(group, StartAt.Earliest, handlers => handlers.Handle<CourseEnrollmentCreated, CountingHandler>("one"));
        });
        await counter.Done;
        await service.StopAsync();
    }
}
