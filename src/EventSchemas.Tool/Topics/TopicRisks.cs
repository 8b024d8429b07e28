using System.Globalization;
using EventSchemas.Kafka;

namespace EventSchemas.Tool;

/// <summary>What of a topic's settings can lose events. What the brokers don't say isn't judged.</summary>
static class TopicRisks
{
    public const string MinInsyncReplicas = "min.insync.replicas";
    private const string UncleanElection = "unclean.leader.election.enable";

    // A service can be down for a long weekend.
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromDays(3);

    /// <summary>The risks of a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="brokers">How many brokers the cluster has.</param>
    public static IEnumerable<TopicRisk> Of(TopicState topic, int brokers)
    {
        if (topic.ReplicationFactor == 1 && brokers > 1)
        {
            yield return new TopicRisk(
                $"It has one replica on a cluster of {brokers} brokers: when that broker is lost, so are the events.",
                "Give it 3 replicas; a topic that exists needs a reassignment by the brokers' own tools.");
        }

        int? minimum = int.TryParse(
            topic.Settings.GetValueOrDefault(MinInsyncReplicas), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
        if (minimum == 1 && topic.ReplicationFactor > 1)
        {
            yield return new TopicRisk(
                $"{MinInsyncReplicas} is 1: an event counts as delivered although one replica has it, and is lost with that broker.",
                $"Set {MinInsyncReplicas} to 2.");
        }

        if (minimum > 1 && topic.ReplicationFactor > 0 && minimum >= topic.ReplicationFactor)
        {
            yield return new TopicRisk(
                $"{MinInsyncReplicas} is {minimum} with {Counted.Of(topic.ReplicationFactor, "replica")}: nothing can be "
                + "written while one broker is away.",
                $"Set {MinInsyncReplicas} below the number of replicas.");
        }

        if (topic.Settings.GetValueOrDefault(UncleanElection) == "true")
        {
            yield return new TopicRisk(
                $"{UncleanElection} is true: a broker that lacks events can become the leader, and what it lacks is lost.",
                $"Set {UncleanElection} to false.");
        }

        if (TopicConfig.RetentionOf(topic.Settings) is { } kept && kept < ShortestRetention)
        {
            yield return new TopicRisk(
                $"It keeps events for {kept} only: a service that is down longer misses them.",
                $"Raise {TopicConfig.Retention}.");
        }
    }
}

/// <summary>A setting that can lose events. Immutable.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Advice">What to do.</param>
sealed record TopicRisk(string Problem, string Advice);
