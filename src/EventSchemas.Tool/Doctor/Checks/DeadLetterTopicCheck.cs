using EventSchemas.Kafka;

namespace EventSchemas.Tool;

/// <summary>Whether groups have dead-letter topics that keep what is written there, and that nobody reads.</summary>
static class DeadLetterTopicCheck
{
    private const string Name = "dead-letter-topic";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = await context.ReachAsync(BusTransports.Kafka).WaitAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ServiceGroup> groups = context.GroupsOrSkip();
        using var admin = new KafkaTopicAdmin(bus);
        ClusterState cluster = await admin
            .ReadAsync([.. groups.Select(group => group.DeadLetterTopic)], cancellationToken)
            .ConfigureAwait(false);
        return [.. groups.SelectMany(group => Judge(group, groups, cluster.Topics.GetValueOrDefault(group.DeadLetterTopic)))];
    }

    /// <summary>Judges the dead-letter topic of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="groups">All groups of the service.</param>
    /// <param name="topic">The topic; null where it doesn't exist.</param>
    public static IReadOnlyList<CheckResult> Judge(ServiceGroup group, IReadOnlyList<ServiceGroup> groups, TopicState? topic)
    {
        CheckResult[] problems = [.. Readers(group, groups), .. topic is null ? Missing(group) : Settings(group, topic)];
        string unknown = topic?.Settings.Count == 0 ? " The brokers don't say its settings." : "";
        return problems.Length > 0
            ? problems
            :
            [
                new CheckResult(Name, CheckState.Ok, $"The letters of the group {group.Name} go there.{unknown}")
                {
                    Subject = group.DeadLetterTopic,
                },
            ];
    }

    private static IEnumerable<CheckResult> Readers(ServiceGroup group, IReadOnlyList<ServiceGroup> groups) => groups
        .Where(reader => reader.Topics.Contains(group.DeadLetterTopic))
        .Select(reader => new CheckResult(
            Name, CheckState.Error, $"The group {reader.Name} reads it, so that a message that can't be handled comes back for ever.")
        {
            Subject = group.DeadLetterTopic,
            Advice = $"Remove it from {reader.SettingsPath}:Topics, or name another topic in {group.SettingsPath}:DeadLetters:Topic.",
        });

    private static CheckResult[] Missing(ServiceGroup group) =>
    [
        new CheckResult(Name, CheckState.Warning, $"It doesn't exist, and the group {group.Name} writes its dead letters there.")
        {
            Subject = group.DeadLetterTopic,
            Advice = "Create it by eventschemas topics apply, so that a message that can't be handled doesn't hold up its partition.",
        },
    ];

    private static IEnumerable<CheckResult> Settings(ServiceGroup group, TopicState topic)
    {
        if (TopicConfig.IsCompacted(topic.Settings))
        {
            yield return new CheckResult(
                Name, CheckState.Error, $"{TopicConfig.CleanupPolicy} is compact: letters with the same key replace one another.")
            {
                Subject = topic.Name,
                Advice = $"Set {TopicConfig.CleanupPolicy} to delete.",
            };
        }

        if (TopicConfig.RetentionOf(topic.Settings) is { } kept && kept < group.Options.DeadLetters.Retention)
        {
            yield return new CheckResult(
                Name,
                CheckState.Warning,
                $"It keeps letters for {kept}, and {group.SettingsPath}:DeadLetters:Retention is {group.Options.DeadLetters.Retention}.")
            {
                Subject = topic.Name,
                Advice = $"Raise {TopicConfig.Retention}, or letters disappear before.",
            };
        }
    }
}
