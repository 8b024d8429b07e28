using System.Globalization;
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
    private const string Retention = "retention.ms";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <exception cref="InvalidOperationException">The topic is compacted, so that letters would replace one another.</exception>
    public static async Task RunAsync(ConsumerGroup group, KafkaClientConfig clients, ILogger logger)
    {
        using IAdminClient admin = clients.Admin(logger)
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

            Judge(group, await ConfigAsync(admin, group.DeadLetterTopic).ConfigureAwait(false), logger);
        }
        catch (KafkaException e)
        {
            ConsumerLog.NoDeadLetterCheck(logger, group.Name, group.DeadLetterTopic, e.Error.Reason);
        }
    }

    /// <summary>Judges the topic's configuration; what isn't known of it isn't judged.</summary>
    /// <exception cref="InvalidOperationException">The topic is compacted, so that letters would replace one another.</exception>
    public static void Judge(ConsumerGroup group, IReadOnlyDictionary<string, string> config, ILogger logger)
    {
        if (config.TryGetValue(CleanupPolicy, out string? policy) && policy.Contains("compact", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"The dead-letter topic {group.DeadLetterTopic} of the group {group.Name} has {CleanupPolicy} = {policy}: letters with "
                + $"the same key would replace one another. Set {CleanupPolicy} to delete, or name another topic in "
                + $"{group.SettingsPath}:DeadLetters:Topic.");
        }

        bool isLimited = config.TryGetValue(Retention, out string? text)
            & long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds);
        if (!isLimited || milliseconds > TimeSpan.MaxValue.TotalMilliseconds)
        {
            return;
        }

        var kept = TimeSpan.FromMilliseconds(milliseconds);
        if (kept < group.Options.DeadLetters.Retention)
        {
            ConsumerLog.ShortRetention(
                logger, group.Name, group.DeadLetterTopic, kept, $"{group.SettingsPath}:DeadLetters:Retention",
                group.Options.DeadLetters.Retention.Value);
        }
        else
        {
            ConsumerLog.DeadLetterRetention(logger, group.Name, group.DeadLetterTopic, kept);
        }
    }

    private static async Task<Dictionary<string, string>> ConfigAsync(IAdminClient admin, string topic)
    {
        try
        {
            List<DescribeConfigsResult> results = await admin.DescribeConfigsAsync(
                [new ConfigResource { Type = ResourceType.Topic, Name = topic }],
                new DescribeConfigsOptions { RequestTimeout = Limit }).ConfigureAwait(false);
            return results[0].Entries.Values
                .Where(entry => entry.Value is not null)
                .ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion)
        {
            return [];
        }
    }
}
