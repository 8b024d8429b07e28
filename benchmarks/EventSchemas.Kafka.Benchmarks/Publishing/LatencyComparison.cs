using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>How long one event takes until it is acknowledged, without waiting for others (linger 0). The two take turns.</summary>
static class LatencyComparison
{
    private const int WarmUp = 300;
    private const int Samples = 2_000;

    public static async Task RunAsync()
    {
        await using Cluster cluster = await Cluster.StartAsync();
        cluster.CreateTopic("ours", partitions: 1);
        cluster.CreateTopic("raw", partitions: 1);
        using IHost service = await cluster.StartServiceAsync(
            "ours", bus => bus.AddProducer<CourseEnrollmentCreated>(), ("EventBus:Kafka:Preset", "LowLatency"));
        ICourseEnrollmentCreatedProducer producer = service.Services.GetRequiredService<ICourseEnrollmentCreatedProducer>();
        var config = new ProducerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 0,
        };
        using IProducer<byte[], byte[]> raw = new ProducerBuilder<byte[], byte[]>(config).Build();
        byte[] value = AvroCodec.Serialize(Enrollments.One);
        var ours = new List<double>();
        var theirs = new List<double>();
        for (int i = 0; i < WarmUp + Samples; i++)
        {
            double first = await MeasureAsync(() => raw.ProduceAsync("raw", new Message<byte[], byte[]> { Value = value }));
            double second = await MeasureAsync(() => producer.PublishAsync(Enrollments.One));
            if (i >= WarmUp)
            {
                theirs.Add(first);
                ours.Add(second);
            }
        }

        Console.WriteLine("| | median | p99 |");
        Console.WriteLine("|---|---|---|");
        Print("Confluent.Kafka, without headers", theirs);
        Print("EventSchemas, LowLatency", ours);
        await service.StopAsync();
    }

    private static async Task<double> MeasureAsync(Func<Task> publish)
    {
        long start = Stopwatch.GetTimestamp();
        await publish();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(string name, List<double> samples)
    {
        samples.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {samples[samples.Count / 2]:F3} ms | {samples[samples.Count * 99 / 100]:F3} ms |"));
    }
}
