using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Testing;

/// <summary>A bus in memory: topics with partitions and offsets, and the positions of groups. Safe for concurrent use.</summary>
sealed class MemoryBus : ITestBus
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MemoryPartition[]> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, MemoryPartition Partition), long> _positions = [];
    private readonly Dictionary<string, List<MemoryLetter>> _letters = new(StringComparer.Ordinal);
    private int _lastLetter;
    private int _defaultPartitions = 1;

    public void Use(EventBusBuilder events)
    {
        events.AddTransport(MemoryPublishing.TransportName);
        events.Services
            .AddSingleton(this)
            .AddSingleton<IPublishingTransport, MemoryPublishing>()
            .AddSingleton<MemoryDeadLetters>()
            .AddSingleton<IDeadLetters>(provider => provider.GetRequiredService<MemoryDeadLetters>())
            .AddSingleton<IEventReplays, MemoryReplays>()
            .AddSingleton<IConsumingTransport, MemoryConsuming>();
    }

    public IEnumerable<KeyValuePair<string, string?>> Settings(string section) => [];

    public void CreateTopic(string topic, int partitions)
    {
        _defaultPartitions = partitions;
        PartitionsOf(topic);
    }

    public MemoryPartition[] PartitionsOf(string topic)
    {
        lock (_gate)
        {
            if (!_topics.TryGetValue(topic, out MemoryPartition[]? partitions))
            {
                partitions = [.. Enumerable.Range(0, _defaultPartitions).Select(number => new MemoryPartition(topic, number))];
                _topics.Add(topic, partitions);
            }

            return partitions;
        }
    }

    /// <summary>Appends a record: the same key is always on the same partition.</summary>
    public DeliveredMessage Append(string topic, MemoryRecord record)
    {
        MemoryPartition[] partitions = PartitionsOf(topic);
        uint number = Hash(record.Key) % (uint)partitions.Length;
        return new DeliveredMessage(topic, (int)number, partitions[number].Append(record));
    }

    /// <summary>The next offset that a group reads; null while it has none.</summary>
    public long? PositionOf(string group, MemoryPartition partition)
    {
        lock (_gate)
        {
            return _positions.TryGetValue((group, partition), out long position) ? position : null;
        }
    }

    public void SetPosition(string group, MemoryPartition partition, long position)
    {
        lock (_gate)
        {
            _positions[(group, partition)] = position;
        }
    }

    /// <summary>Why dead letters can't be written at the moment; null while they can.</summary>
    public string? DeadLetterProblem { get; set; }

    /// <summary>Adds a dead letter to a topic.</summary>
    public void AddLetter(string topic, Func<int, MemoryLetter> create)
    {
        lock (_gate)
        {
            if (!_letters.TryGetValue(topic, out List<MemoryLetter>? letters))
            {
                _letters.Add(topic, letters = []);
            }

            letters.Add(create(_lastLetter++));
        }
    }

    /// <summary>The dead letters of a topic.</summary>
    public IReadOnlyList<MemoryLetter> LettersOf(string topic)
    {
        lock (_gate)
        {
            return _letters.TryGetValue(topic, out List<MemoryLetter>? letters) ? [.. letters] : [];
        }
    }

    /// <summary>Removes a dead letter from its topic.</summary>
    public void RemoveLetter(string topic, MemoryLetter letter)
    {
        lock (_gate)
        {
            _letters[topic].Remove(letter);
        }
    }

    public IReadOnlyList<PublishedEvent<TEvent>> Published<TEvent>(IReadOnlyList<string> topics)
        where TEvent : class, IEventContract<TEvent> =>
        [
            .. from topic in topics
               from partition in PartitionsOf(topic)
               from entry in partition.All().Index()
               let record = entry.Item
               where record.EventType == TEvent.EventType && record.Value is not null
               select new PublishedEvent<TEvent>(
                   AvroCodec.Deserialize<TEvent>(record.Value, record.Schema), record.Id, topic, partition.Number, entry.Index),
        ];

    public bool IsSettled(ConsumerGroup group) => group.Topics.Append(group.RetryTopic)
        .SelectMany(PartitionsOf)
        .All(partition => partition.End == 0 || PositionOf(group.Name, partition) >= partition.End);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // FNV-1a: the same in every run, as HashCode isn't.
    private static uint Hash(ReadOnlySpan<byte> key)
    {
        uint hash = 2_166_136_261;
        foreach (byte part in key)
        {
            hash = (hash ^ part) * 16_777_619;
        }

        return hash;
    }
}
