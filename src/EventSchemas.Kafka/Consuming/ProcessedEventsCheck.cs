using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Compares, when the service starts, how long topics keep messages with how long it is remembered which events transactional handlers have
/// handled, and with how long the service may be down. It only warns.
/// </summary>
static class ProcessedEventsCheck
{
    /// <exception cref="InvalidOperationException">A handler can't run like this.</exception>
    public static async Task RunAsync(ConsumerGroup group, IHandlerTransactions? transactions, KafkaClientConfig clients, ILogger logger)
    {
        ProcessedRetention? remembered = group.Handlers
            .Select(handler => transactions?.Of(handler.Registration)?.Retention)
            .FirstOrDefault(retention => retention is not null);
        if (remembered is null)
        {
            return;
        }

        using IAdminClient admin = clients.Admin(logger)
            .SetErrorHandler((_, error) => ConsumerLog.ProcessedEventsClient(logger, group.Name, error.Reason))
            .Build();
        try
        {
            IReadOnlyList<IReadOnlyDictionary<string, string>> configs =
                await TopicConfig.ReadAsync(admin, group.Topics).ConfigureAwait(false);
            for (int i = 0; i < configs.Count; i++)
            {
                Judge(group.Name, group.Topics[i], configs[i], remembered, logger);
            }
        }
        catch (KafkaException e)
        {
            ConsumerLog.NoProcessedEventsCheck(logger, group.Name, string.Join(", ", group.Topics), e.Error.Reason);
        }
    }

    /// <summary>Judges a topic of the group.</summary>
    public static void Judge(
        string group, string topic, IReadOnlyDictionary<string, string> config, ProcessedRetention remembered, ILogger logger)
    {
        if (TopicConfig.RetentionOf(config) is not { } kept)
        {
            return;
        }

        if (remembered.LongestDowntime is { } downtime)
        {
            if (downtime > kept)
            {
                ConsumerLog.ShortTopic(logger, group, topic, kept, remembered.DowntimeSetting, downtime);
            }
        }
        else if (kept > remembered.Kept)
        {
            string time = kept == TimeSpan.MaxValue ? "without an end" : $"for {kept}";
            ConsumerLog.ShortMemory(logger, group, topic, time, remembered.Kept, remembered.KeptSetting, remembered.DowntimeSetting);
        }
    }
}
