namespace EventSchemas.Tool;

/// <summary>Whether the topics of the service's events exist, and whether their settings can lose events.</summary>
static class TopicCheck
{
    private const string Name = "topic";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = await context.ReachAsync(BusTransports.Kafka).WaitAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> topics = context.Service.Topics;
        if (topics.Count == 0)
        {
            throw new PreconditionException("No topic is known: name them by --topic.");
        }

        using var admin = new KafkaTopicAdmin(bus);
        ClusterState cluster = await admin.ReadAsync(topics, cancellationToken).ConfigureAwait(false);
        return [.. topics.SelectMany(topic => Judge(topic, cluster))];
    }

    private static CheckResult[] Judge(string topic, ClusterState cluster)
    {
        if (!cluster.Topics.TryGetValue(topic, out TopicState? found))
        {
            return
            [
                new CheckResult(Name, CheckState.Error, "The topic doesn't exist.")
                {
                    Subject = topic,
                    Advice = "Create it by eventschemas topics apply, or correct its name or the prefix.",
                },
            ];
        }

        CheckResult[] risks =
        [
            .. TopicRisks.Of(found, cluster.Brokers).Select(risk => new CheckResult(Name, CheckState.Warning, risk.Problem)
            {
                Subject = topic,
                Advice = risk.Advice,
            }),
        ];
        string known = found.Settings.Count == 0 ? " The brokers don't say its settings." : "";
        return risks.Length > 0
            ? risks
            :
            [
                new CheckResult(
                    Name,
                    CheckState.Ok,
                    $"{Counted.Of(found.Partitions, "partition")}, {Counted.Of(found.ReplicationFactor, "replica")} each.{known}")
                {
                    Subject = topic,
                },
            ];
    }
}
