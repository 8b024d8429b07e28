using Confluent.Kafka;
using Confluent.Kafka.Admin;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Checks the dead-letter topic of a group when the service starts. What no broker answers, or answers to this service, is a warning: the
/// check must not keep a service from starting.
/// </summary>
static class DeadLetterCheck
{
    private const string CleanupPolicy = "cleanup.policy";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <exception cref="InvalidOperationException">The topic is compacted, so that letters would replace one another.</exception>
    public static async Task RunAsync(ConsumerGroup group, KafkaClientConfig clients, ILogger logger)
    {
        using IAdminClient admin = clients.WithTokens(new AdminClientBuilder(clients.Admin()))
            .SetLogHandler((_, message) => ConsumerLog.Client(logger, message.Level, message.Message))
            .SetErrorHandler((_, error) => ConsumerLog.DeadLetterClient(logger, group.Name, error.Reason))
            .Build();
        try
        {
            // The client's call blocks.
            Metadata metadata = await Task.Run(() => admin.GetMetadata(group.DeadLetterTopic, Limit)).ConfigureAwait(false);
            if (metadata.Topics.Find(topic => topic.Topic == group.DeadLetterTopic) is not { Error.IsError: false })
            {
                ConsumerLog.NoDeadLetterTopic(logger, group.Name, group.DeadLetterTopic);
                return;
            }

            if (await PolicyAsync(admin, group.DeadLetterTopic).ConfigureAwait(false) is { } policy
                && policy.Contains("compact", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(
                    $"The dead-letter topic {group.DeadLetterTopic} of the group {group.Name} has {CleanupPolicy} = {policy}: letters with "
                    + $"the same key would replace one another. Set {CleanupPolicy} to delete, or name another topic in "
                    + $"{group.SettingsPath}:DeadLetters:Topic.");
            }
        }
        catch (KafkaException e)
        {
            ConsumerLog.NoDeadLetterCheck(logger, group.Name, group.DeadLetterTopic, e.Error.Reason);
        }
    }

    private static async Task<string?> PolicyAsync(IAdminClient admin, string topic)
    {
        try
        {
            List<DescribeConfigsResult> results = await admin.DescribeConfigsAsync(
                [new ConfigResource { Type = ResourceType.Topic, Name = topic }],
                new DescribeConfigsOptions { RequestTimeout = Limit }).ConfigureAwait(false);
            return results[0].Entries.TryGetValue(CleanupPolicy, out ConfigEntryResult? entry) ? entry.Value : null;
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion)
        {
            return null;
        }
    }
}
