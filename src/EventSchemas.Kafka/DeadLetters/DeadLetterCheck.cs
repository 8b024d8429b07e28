using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Checks the dead-letter topic of a group when the service starts. What no broker answers, or answers to this service, is a warning: the
/// check must not keep a service from starting.
/// </summary>
static class DeadLetterCheck
{
    /// <exception cref="InvalidOperationException">The topic is compacted, so that letters would replace one another.</exception>
    public static async Task RunAsync(ConsumerGroup group, KafkaClientConfig clients, ILogger logger)
    {
        using IAdminClient admin = clients.Admin(logger)
            .SetErrorHandler((_, error) => ConsumerLog.DeadLetterClient(logger, group.Name, error.Reason))
            .Build();
        try
        {
            // The client's call blocks.
            Metadata metadata = await Task.Run(() => admin.GetMetadata(group.DeadLetterTopic, TopicConfig.Limit)).ConfigureAwait(false);
            if (metadata.Topics.Find(topic => topic.Topic == group.DeadLetterTopic) is not { Error.IsError: false })
            {
                ConsumerLog.NoDeadLetterTopic(logger, group.Name, group.DeadLetterTopic);
                return;
            }

            Judge(group, (await TopicConfig.ReadAsync(admin, [group.DeadLetterTopic]).ConfigureAwait(false))[0], logger);
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
        if (TopicConfig.IsCompacted(config))
        {
            throw new InvalidOperationException(
                $"The dead-letter topic {group.DeadLetterTopic} of the group {group.Name} has {TopicConfig.CleanupPolicy} = "
                + $"{config[TopicConfig.CleanupPolicy]}: letters with the same key would replace one another. "
                + $"Set {TopicConfig.CleanupPolicy} to delete, or name another topic in {group.SettingsPath}:DeadLetters:Topic.");
        }

        if (TopicConfig.RetentionOf(config) is not { } kept || kept == TimeSpan.MaxValue)
        {
            return;
        }

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
}
