using System.Text;
using Avro.Generic;
using Avro.IO;
using Confluent.Kafka;
using Confluent.SchemaRegistry;
using Confluent.SchemaRegistry.Serdes;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>
/// Publishing 20,000 events with 5,000 in flight: the Kafka client with the same bytes and headers, and serializers on top of it.
/// </summary>
static class PublishComparison
{
    private const int Messages = 20_000;
    private const int InFlight = 5_000;
    private const int Framing = 5;
    private const int MaxBytes = 2_300;

    public static async Task<bool> RunAsync(int rounds)
    {
        await using Cluster cluster = await Cluster.StartAsync();
        string[] topics = ["ours", "low-latency", "throughput", "raw", "tuned", "confluent", "wolverine"];
        Array.ForEach(topics, topic => cluster.CreateTopic(topic, partitions: 4));
        using IHost service = await cluster.StartServiceAsync("ours", bus => bus.AddProducer<CourseEnrollmentCreated>());
        using IHost lowLatency = await cluster.StartServiceAsync(
            "low-latency", bus => bus.AddProducer<CourseEnrollmentCreated>(), ("EventBus:Kafka:Preset", "LowLatency"));
        using IHost throughput = await cluster.StartServiceAsync(
            "throughput", bus => bus.AddProducer<CourseEnrollmentCreated>(), ("EventBus:Kafka:Preset", "Throughput"));

        using IHost wolverine = await WolverineService.StartPublishingAsync(cluster, "wolverine");
        IMessageBus bus = wolverine.MessageBus();

        byte[] body = AvroCodec.Serialize(Enrollments.One);
        byte[] value = [.. new byte[Framing], .. body];
        byte[] key = [.. new byte[Framing + 1], .. Encoding.UTF8.GetBytes(Enrollments.One.Enrollment.Course.CourseKey.ToString())];
        Console.WriteLine($"{value.Length} bytes, {Messages} messages, {InFlight} in flight, {rounds} rounds");
        var config = new ProducerConfig { BootstrapServers = cluster.BootstrapServers, EnableIdempotence = true, Acks = Acks.All };
        using IProducer<byte[], byte[]> raw = new ProducerBuilder<byte[], byte[]>(config).Build();
        using IProducer<byte[], byte[]> tuned = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig(new Dictionary<string, string>(config)) { DeliveryReportFields = "none" }).Build();
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = cluster.RegistryUrl });
        using IProducer<byte[], GenericRecord> confluent = new ProducerBuilder<byte[], GenericRecord>(config)
            .SetValueSerializer(new AvroSerializer<GenericRecord>(
                registry, new AvroSerializerConfig { SubjectNameStrategy = SubjectNameStrategy.Topic }))
            .Build();
        GenericRecord record = Record(body);
        Headers reused = CreateHeaders();

        bool isWithinLimits = await Rounds.CompareAsync(
            [
                new("Confluent.Kafka, the same bytes and headers", () => AwaitedAsync(() =>
                    raw.ProduceAsync("raw", new Message<byte[], byte[]> { Key = key, Value = value, Headers = CreateHeaders() }))),
                new("Confluent.Kafka, as far as it can be tuned", () => TunedAsync(
                    tuned, new Message<byte[], byte[]> { Key = key, Value = value, Headers = reused })),
                Of("EventSchemas", service),
                Of("EventSchemas, LowLatency", lowLatency),
                Of("EventSchemas, Throughput", throughput),
                new("Confluent's Avro serializer with headers", () => AwaitedAsync(() => confluent.ProduceAsync(
                    "confluent", new Message<byte[], GenericRecord> { Key = key, Value = record, Headers = CreateHeaders() }))),
                new("Wolverine, inline, with JSON", () => AwaitedAsync(() => bus.PublishAsync(WolverineEnrollment.One).AsTask())),
            ],
            rounds,
            Messages);
        await wolverine.StopAsync();
        await service.StopAsync();
        return isWithinLimits;
    }

    private static Contender Of(string name, IHost service)
    {
        ICourseEnrollmentCreatedProducer producer = service.Services.GetRequiredService<ICourseEnrollmentCreatedProducer>();
        return new Contender(name, () => AwaitedAsync(() => producer.PublishAsync(Enrollments.One)), MaxBytes);
    }

    /// <summary>Publishes with a limit of messages that are not acknowledged.</summary>
    private static async Task AwaitedAsync(Func<Task> publish)
    {
        var window = new Task[InFlight];
        for (int i = 0; i < Messages; i++)
        {
            if (window[i % InFlight] is { } earlier)
            {
                await earlier;
            }

            window[i % InFlight] = publish();
        }

        await Task.WhenAll(window);
    }

    /// <summary>The same with one semaphore instead of a task for each message.</summary>
    private static async Task TunedAsync(IProducer<byte[], byte[]> producer, Message<byte[], byte[]> message)
    {
        using var window = new SemaphoreSlim(InFlight);
        var topic = new TopicPartition("tuned", Partition.Any);
        Action<DeliveryReport<byte[], byte[]>> delivered = _ => window.Release();
        for (int i = 0; i < Messages; i++)
        {
            await window.WaitAsync();
            producer.Produce(topic, message, delivered);
        }

        for (int i = 0; i < InFlight; i++)
        {
            await window.WaitAsync();
        }
    }

    private static Headers CreateHeaders() => new()
    {
        { "ce_specversion", Constant.SpecVersion },
        { "content-type", Constant.ContentType },
        { "ce_datacontenttype", Constant.ContentType },
        { "ce_type", Constant.EventType },
        { "ce_id", Encoding.UTF8.GetBytes(Guid.NewGuid().ToString()) },
        { "ce_source", Constant.Source },
        { "ce_time", Encoding.UTF8.GetBytes(IsoDateTime.Format(DateTimeOffset.UtcNow)) },
        { "ce_minorversion", Constant.MinorVersion },
        { "sourcehost", Constant.Host },
        { "sourcelib", Constant.Library },
    };

    private static GenericRecord Record(byte[] body)
    {
        var schema = global::Avro.Schema.Parse(CourseSchema<CourseEnrollmentCreated>());
        var reader = new GenericDatumReader<GenericRecord>(schema, schema);
        using var stream = new MemoryStream(body);
        return reader.Read(null!, new BinaryDecoder(stream));
    }

    private static string CourseSchema<TEvent>()
        where TEvent : class, IEventContract<TEvent> => TEvent.Schema.ToJson();

    private static class Constant
    {
        public static byte[] SpecVersion { get; } = "1.0"u8.ToArray();

        public static byte[] ContentType { get; } = "application/avro"u8.ToArray();

        public static byte[] EventType { get; } = Encoding.UTF8.GetBytes(Enrollments.EventType);

        public static byte[] Source { get; } = "openedx/benchmark/web"u8.ToArray();

        public static byte[] MinorVersion { get; } = "0"u8.ToArray();

        public static byte[] Host { get; } = Encoding.UTF8.GetBytes(System.Net.Dns.GetHostName());

        public static byte[] Library { get; } = "0.1.0"u8.ToArray();
    }
}
