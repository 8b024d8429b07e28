using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace EventSchemas.Kafka;

/// <summary>What a broker says about topics. What it doesn't say isn't judged.</summary>
static class TopicConfig
{
    public const string CleanupPolicy = "cleanup.policy";
    public const string Retention = "retention.ms";

    /// <summary>How long a check at start waits for a broker.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Whether messages with the same key replace one another, whether or not they are deleted by age too.</summary>
    public static bool IsCompacted(IReadOnlyDictionary<string, string> config) =>
        config.TryGetValue(CleanupPolicy, out string? policy) && policy.Contains("compact", StringComparison.Ordinal);

    /// <summary>The configuration of topics, in their order; empty where the broker can't say it.</summary>
    /// <exception cref="KafkaException">No broker answers, or answers to this service.</exception>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(IAdminClient admin, IReadOnlyList<string> topics)
    {
        try
        {
            List<DescribeConfigsResult> results = await admin.DescribeConfigsAsync(
                topics.Select(topic => new ConfigResource { Type = ResourceType.Topic, Name = topic }),
                new DescribeConfigsOptions { RequestTimeout = Limit }).ConfigureAwait(false);
            return
            [
                .. topics.Select(topic => results.Find(result => result.ConfigResource.Name == topic)?.Entries.Values
                    .Where(entry => entry.Value is not null)
                    .ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal) ?? []),
            ];
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion)
        {
            return [.. topics.Select(_ => new Dictionary<string, string>())];
        }
    }

    /// <summary>How long a topic keeps messages; the longest time for those that stay, null where it isn't known.</summary>
    public static TimeSpan? RetentionOf(IReadOnlyDictionary<string, string> config)
    {
        if (config.TryGetValue(CleanupPolicy, out string? policy) && policy == "compact")
        {
            return TimeSpan.MaxValue;
        }

        return !config.TryGetValue(Retention, out string? text)
            || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds) ? null
            : milliseconds < 0 || milliseconds > TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.MaxValue
            : TimeSpan.FromMilliseconds(milliseconds);
    }
}
