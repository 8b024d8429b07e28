using Confluent.Kafka;
using Confluent.Kafka.Admin;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSchemas.Tool;

/// <summary>The topics of a cluster by Confluent's admin client. Every call has a limit. Safe for concurrent use.</summary>
sealed class KafkaTopicAdmin(BusConnection bus) : ITopicAdmin, IDisposable
{
    private const short DefaultOfBrokers = -1;

    // Of the client's own limits, so that it is the client that reports what went wrong.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    private readonly IAdminClient _admin = bus.Services.GetRequiredService<KafkaClientConfig>()
        .Admin(NullLogger.Instance)
        .SetErrorHandler((_, _) => { })
        .Build();

    public async Task<ClusterState> ReadAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken = default)
    {
        // Of all topics: a broker may create one that it is asked for by name.
        Metadata metadata = await CallAsync(
            "read its topics",
            () => BoundedCall.RunAsync(() => _admin.GetMetadata(bus.Timeout), bus.Timeout + Reserve, cancellationToken))
            .ConfigureAwait(false);
        TopicMetadata[] found = [.. metadata.Topics.Where(topic => topics.Contains(topic.Topic) && !topic.Error.IsError)];
        IReadOnlyList<IReadOnlyDictionary<string, string>> settings = await SettingsAsync(
            [.. found.Select(topic => topic.Topic)], cancellationToken).ConfigureAwait(false);
        return new ClusterState(
            metadata.Brokers.Count,
            found.Zip(settings, (topic, its) => new TopicState(
                topic.Topic,
                topic.Partitions.Count,
                topic.Partitions.Select(partition => partition.Replicas.Length).DefaultIfEmpty().Min(),
                its)).ToDictionary(topic => topic.Name));
    }

    // Brokers that don't say settings, or have no controller to say them, would let each change run into the time-out.
    public async Task<string?> FindProblemAsync(string topic, CancellationToken cancellationToken = default)
    {
        try
        {
            await _admin.DescribeConfigsAsync(
                    [new ConfigResource { Type = ResourceType.Topic, Name = topic }],
                    new DescribeConfigsOptions { RequestTimeout = TopicConfig.Limit })
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            return null;
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_UnsupportedFeature)
        {
            return $"{bus.Address} answers no administrative requests: {e.Error.Reason.TrimEnd('.')}. The embedded Kafka of 'eventschemas "
                + "dev' and of tests doesn't: it creates a topic when a client first asks for it, and 'eventschemas dev --topics "
                + "name:partitions' says with how many partitions. On another cluster, check that its brokers have a controller.";
        }
        catch (KafkaException)
        {
            // They answer, if only that the topic isn't there, or that this user may not see its settings.
            return null;
        }
    }

    public Task CreateAsync(NewTopic topic, CancellationToken cancellationToken = default) => CallAsync(
        $"create the topic {topic.Name}",
        () => _admin.CreateTopicsAsync(
            [
                new TopicSpecification
                {
                    Name = topic.Name,
                    NumPartitions = topic.Partitions ?? DefaultOfBrokers,
                    ReplicationFactor = topic.ReplicationFactor ?? DefaultOfBrokers,
                    Configs = new Dictionary<string, string>(topic.Settings),
                },
            ],
            new CreateTopicsOptions { RequestTimeout = bus.Timeout, OperationTimeout = bus.Timeout }).WaitAsync(cancellationToken));

    public Task AddPartitionsAsync(string topic, int partitions, CancellationToken cancellationToken = default) => CallAsync(
        $"give the topic {topic} {partitions} partitions",
        () => _admin.CreatePartitionsAsync(
            [new PartitionsSpecification { Topic = topic, IncreaseTo = partitions }],
            new CreatePartitionsOptions { RequestTimeout = bus.Timeout, OperationTimeout = bus.Timeout }).WaitAsync(cancellationToken));

    public Task SetAsync(string topic, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken = default) =>
        CallAsync(
            $"change the settings of the topic {topic}",
            () => _admin.IncrementalAlterConfigsAsync(
                new Dictionary<ConfigResource, List<ConfigEntry>>
                {
                    [new ConfigResource { Type = ResourceType.Topic, Name = topic }] =
                    [
                        .. settings.Select(setting => new ConfigEntry
                        {
                            Name = setting.Key,
                            Value = setting.Value,
                            IncrementalOperation = AlterConfigOpType.Set,
                        }),
                    ],
                },
                new IncrementalAlterConfigsOptions { RequestTimeout = bus.Timeout }).WaitAsync(cancellationToken));

    public void Dispose() => BoundedCall.Dispose(_admin);

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SettingsAsync(
        string[] topics, CancellationToken cancellationToken)
    {
        if (topics.Length == 0)
        {
            return [];
        }

        try
        {
            return await TopicConfig.ReadAsync(_admin, topics).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException)
        {
            // Who may not see the settings still sees the topics. What isn't said isn't judged.
            return [.. topics.Select(_ => new Dictionary<string, string>())];
        }
    }

    private Task<bool> CallAsync(string what, Func<Task> call) => CallAsync(what, async () =>
    {
        await call().ConfigureAwait(false);
        return true;
    });

    private async Task<T> CallAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            string reason = (ReasonOf(e) ?? e.Error.Reason).TrimEnd('.');
            throw new ToolException($"{bus.Address} didn't {what}: {reason}.", ExitCode.Unavailable);
        }
    }

    // The exceptions about several topics say only that an error occurred.
    private static string? ReasonOf(KafkaException exception) => exception switch
    {
        CreateTopicsException { Results: [var result] } => result.Error.Reason,
        CreatePartitionsException { Results: [var result] } => result.Error.Reason,
        IncrementalAlterConfigsException { Results: [var result] } => result.Error.Reason,
        _ => null,
    };
}
