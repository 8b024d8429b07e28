using EventSchemas.Kafka;

namespace EventSchemas.Tool;

/// <summary>Whether groups have the topics by which dead letters and replays come to their handlers.</summary>
static class RetryTopicCheck
{
    private const string Name = "retry-topic";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = await context.ReachAsync(BusTransports.Kafka).WaitAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ServiceGroup> groups = context.GroupsOrSkip();
        using var admin = new KafkaTopicAdmin(bus);
        ClusterState cluster = await admin
            .ReadAsync([.. groups.Select(group => group.RetryTopic)], cancellationToken)
            .ConfigureAwait(false);
        return [.. groups.Select(group => Judge(group, cluster.Topics.GetValueOrDefault(group.RetryTopic)))];
    }

    /// <summary>Judges the retry topic of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="topic">The topic; null where it doesn't exist.</param>
    public static CheckResult Judge(ServiceGroup group, TopicState? topic) => topic switch
    {
        null => new CheckResult(Name, CheckState.Warning, $"It doesn't exist, and dead letters and replays come to the group {group.Name} "
            + "by it.")
        {
            Subject = group.RetryTopic,
            Advice = "Create it by eventschemas topics apply before something is redriven or replayed.",
        },
        _ when TopicConfig.IsCompacted(topic.Settings) =>
            new CheckResult(Name, CheckState.Error, $"{TopicConfig.CleanupPolicy} is compact: of two messages with one key only the last "
                + "comes back.")
            {
                Subject = group.RetryTopic,
                Advice = $"Set {TopicConfig.CleanupPolicy} to delete.",
            },
        _ => new CheckResult(Name, CheckState.Ok, $"Dead letters and replays come to the group {group.Name} by it.")
        {
            Subject = group.RetryTopic,
        },
    };
}
