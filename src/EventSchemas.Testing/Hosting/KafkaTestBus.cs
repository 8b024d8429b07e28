using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using EventSchemas.Avro;
using EventSchemas.Hosting;
using EventSchemas.Kafka;

namespace EventSchemas.Testing;

/// <summary>An embedded Kafka and schema registry. It reads with a client of its own, without a group's assignment.</summary>
sealed class KafkaTestBus : ITestBus
{
    // One byte that is zero, and the schema's id.
    private const int FramingLength = 5;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new();
    private readonly ConcurrentDictionary<int, AvroSchema> _schemas = new();
    private readonly ConcurrentDictionary<string, TopicPartition[]> _partitions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IConsumer<byte[]?, byte[]?>> _clients = new(StringComparer.Ordinal);

    private KafkaTestBus(EmbeddedKafka kafka, EmbeddedSchemaRegistry registry)
    {
        Kafka = kafka;
        Registry = registry;
    }

    public EmbeddedKafka Kafka { get; }

    public EmbeddedSchemaRegistry Registry { get; }

    public static async Task<KafkaTestBus> StartAsync(CancellationToken cancellationToken)
    {
        var kafka = EmbeddedKafka.Start(new EmbeddedKafkaOptions { InitialRebalanceDelay = TimeSpan.Zero });
        try
        {
            return new KafkaTestBus(
                kafka, await EmbeddedSchemaRegistry.StartAsync(cancellationToken: cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            kafka.Dispose();
            throw;
        }
    }

    public void Use(EventBusBuilder events) => events.UseKafka();

    public IEnumerable<KeyValuePair<string, string?>> Settings(string section) =>
    [
        new($"{section}:Kafka:BootstrapServers", Kafka.BootstrapServers),
        new($"{section}:SchemaRegistry:Url", Registry.Url.ToString()),
    ];

    public void CreateTopic(string topic, int partitions)
    {
        Kafka.CreateTopic(topic, partitions);
        _partitions[topic] = [.. Enumerable.Range(0, partitions).Select(partition => new TopicPartition(topic, partition))];
    }

    public IReadOnlyList<PublishedEvent<TEvent>> Published<TEvent>(IReadOnlyList<string> topics)
        where TEvent : class, IEventContract<TEvent>
    {
        using IConsumer<byte[]?, byte[]?> consumer = CreateClient("published");
        var events = new List<PublishedEvent<TEvent>>();
        foreach (TopicPartition partition in topics.SelectMany(PartitionsOf))
        {
            WatermarkOffsets offsets = consumer.QueryWatermarkOffsets(partition, Deadline);
            long next = offsets.Low.Value;
            consumer.Assign(new TopicPartitionOffset(partition, next));
            while (next < offsets.High.Value)
            {
                ConsumeResult<byte[]?, byte[]?> result = consumer.Consume(Deadline)
                    ?? throw new TimeoutException($"{partition} has records up to offset {offsets.High}, and they don't arrive.");
                next = result.Offset.Value + 1;
                if (Read<TEvent>(result) is { } value)
                {
                    events.Add(value);
                }
            }
        }

        return events;
    }

    public bool IsSettled(ConsumerGroup group)
    {
        IConsumer<byte[]?, byte[]?> consumer = _clients.GetOrAdd(group.Name, CreateClient);
        TopicPartition[] partitions = [.. group.Topics.Append(group.RetryTopic).SelectMany(PartitionsOf)];
        Dictionary<TopicPartition, Offset> committed = consumer.Committed(partitions, Deadline)
            .ToDictionary(offset => offset.TopicPartition, offset => offset.Offset);
        return partitions.All(partition =>
            consumer.QueryWatermarkOffsets(partition, Deadline) is var offsets
            && (offsets.High == offsets.Low || committed[partition].Value >= offsets.High.Value));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IConsumer<byte[]?, byte[]?> client in _clients.Values)
        {
            client.Dispose();
        }

        _http.Dispose();
        await Registry.DisposeAsync().ConfigureAwait(false);
        Kafka.Dispose();
    }

    private TopicPartition[] PartitionsOf(string topic) => _partitions.GetValueOrDefault(topic, []);

    private PublishedEvent<TEvent>? Read<TEvent>(ConsumeResult<byte[]?, byte[]?> result)
        where TEvent : class, IEventContract<TEvent>
    {
        if (result.Message.Value is not { Length: >= FramingLength } value
            || Header<TEvent>(result, EventHeaderContent.EventType) != TEvent.EventType)
        {
            return null;
        }

        int id = BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(1));
        return new PublishedEvent<TEvent>(
            AvroCodec.Deserialize<TEvent>(value.AsSpan(FramingLength), _schemas.GetOrAdd(id, FindSchema)),
            Guid.Parse(Header<TEvent>(result, EventHeaderContent.Id)!),
            result.Topic,
            result.Partition.Value,
            result.Offset.Value);
    }

    private AvroSchema FindSchema(int id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Registry.Url, $"/schemas/ids/{id}"));
        using HttpResponseMessage response = _http.Send(request);
        response.EnsureSuccessStatusCode();
        using var schema = JsonDocument.Parse(response.Content.ReadAsStream());
        return AvroSchema.Parse(schema.RootElement.GetProperty("schema").GetString()!);
    }

    private static string? Header<TEvent>(ConsumeResult<byte[]?, byte[]?> result, EventHeaderContent content)
        where TEvent : class, IEventContract<TEvent>
    {
        string name = TEvent.Descriptor.Conventions.Headers.First(header => header.Content == content).Name;
        return result.Message.Headers.TryGetLastBytes(name, out byte[]? value) && value is not null ? Encoding.UTF8.GetString(value) : null;
    }

    private IConsumer<byte[]?, byte[]?> CreateClient(string group) =>
        new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig
        {
            BootstrapServers = Kafka.BootstrapServers,
            GroupId = group,
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).SetLogHandler((_, _) => { }).Build();
}
