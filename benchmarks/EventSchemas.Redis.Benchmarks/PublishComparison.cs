using EventSchemas.Kafka.Benchmarks;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Benchmarks;

/// <summary>
/// Publishing 20,000 events, 2,000 of them in flight at a time: the Redis client with the same fields, this library, and the same events on
/// Kafka.
/// </summary>
static class PublishComparison
{
    private const int Messages = 20_000;
    private const int InFlight = 2_000;

    public static async Task<bool> RunAsync(int rounds)
    {
        await using RedisBus redis = await RedisBus.StartAsync();
        await using Cluster kafka = await Cluster.StartAsync();
        kafka.CreateTopic("kafka", partitions: 4);
        using IHost ours = await redis.StartServiceAsync("ours", bus => bus.AddProducer<CourseEnrollmentCreated>());
        using IHost onKafka = await kafka.StartServiceAsync("kafka", bus => bus.AddProducer<CourseEnrollmentCreated>());
        await using ConnectionMultiplexer client = await redis.ConnectAsync();
        IDatabase database = client.GetDatabase();

        Console.WriteLine($"{RawEntry.Length} bytes, {Messages} messages, {InFlight} in flight, {rounds} rounds");
        bool isWithinLimits = await Rounds.CompareAsync(
            [
                new("StackExchange.Redis, XADD of the same fields", () => AwaitedAsync(() =>
                    database.StreamAddAsync("raw", RawEntry.Create(), null, RawEntry.MaxLength, useApproximateMaxLength: true))),
                Of("EventSchemas.Redis", ours),
                Of("EventSchemas.Kafka, broker in the process", onKafka),
            ],
            rounds,
            Messages);
        await ours.StopAsync();
        await onKafka.StopAsync();
        return isWithinLimits;
    }

    private static Contender Of(string name, IHost service)
    {
        ICourseEnrollmentCreatedProducer producer = service.Services.GetRequiredService<ICourseEnrollmentCreatedProducer>();
        return new Contender(name, () => AwaitedAsync(() => producer.PublishAsync(Enrollments.One)));
    }

    /// <summary>
    /// Publishes in portions. Where each event waits for a single earlier one, the client sends them one by one, and is measured at its
    /// worst.
    /// </summary>
    private static async Task AwaitedAsync(Func<Task> publish)
    {
        var portion = new Task[InFlight];
        for (int begun = 0; begun < Messages; begun += InFlight)
        {
            for (int i = 0; i < InFlight; i++)
            {
                portion[i] = publish();
            }

            await Task.WhenAll(portion);
        }
    }
}
