using System.Globalization;
using System.Text.Json.Serialization;
using EventSchemas.Kafka;

namespace EventSchemas.Tool;

/// <summary>What would be done so that the cluster's topics are as they are declared. Immutable.</summary>
/// <param name="Steps">What is done, in this order, and what can't be.</param>
/// <param name="Notes">What a person should know.</param>
sealed record TopicPlan(IReadOnlyList<TopicStep> Steps, IReadOnlyList<TopicNote> Notes)
{
    private const string MinInsyncReplicas = TopicRisks.MinInsyncReplicas;
    private const string TombstoneRetention = "delete.retention.ms";

    /// <summary>Plans what is to be done.</summary>
    /// <param name="declared">The topics that there should be.</param>
    /// <param name="cluster">The topics that there are.</param>
    /// <param name="allowed">Which risks somebody takes.</param>
    public static TopicPlan Of(IReadOnlyList<DeclaredTopic> declared, ClusterState cluster, AllowedRisks allowed)
    {
        List<TopicStep> steps = [];
        List<TopicNote> notes = [];
        foreach (DeclaredTopic topic in declared)
        {
            TopicState? found = cluster.Topics.GetValueOrDefault(topic.Name);
            steps.AddRange(topic.CompactionProblem is { } problem
                ? [TopicStep.Refused(topic.Name, $"{TopicConfig.CleanupPolicy} compact", problem)]
                : found is null ? [Create(topic)]
                : [.. Partitions(topic, found, allowed), .. Replicas(topic, found), .. Settings(topic, found, allowed)]);
            notes.AddRange(NotesOf(topic, found, cluster.Brokers));
        }

        return new TopicPlan(steps, notes);
    }

    /// <summary>The settings that a topic should have, by their names in Kafka.</summary>
    public static IReadOnlyDictionary<string, string> SettingsOf(TopicOptions topic)
    {
        (string Name, string? Value)[] settings =
        [
            (TopicConfig.CleanupPolicy, topic.CleanupPolicy switch
            {
                TopicCleanup.Delete => "delete",
                TopicCleanup.Compact => "compact",
                TopicCleanup.CompactAndDelete => "compact,delete",
                _ => null,
            }),
            (TopicConfig.Retention, topic.Retention is { } kept ? Milliseconds(kept) : null),
            (TombstoneRetention, topic.TombstoneRetention is { } tombstones ? Milliseconds(tombstones) : null),
            (MinInsyncReplicas, topic.MinInsyncReplicas?.ToString(CultureInfo.InvariantCulture)),
        ];
        return settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Name, setting => setting.Value!);
    }

    // A negative time is for ever, which is -1 for Kafka.
    private static string Milliseconds(TimeSpan time) =>
        (time < TimeSpan.Zero ? -1 : (long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static TopicStep Create(DeclaredTopic topic) => new(topic.Name, TopicAction.Create, $"create it with {Describe(topic)}")
    {
        NewTopic = new NewTopic(
            topic.Name, topic.Options.Partitions, (short?)topic.Options.ReplicationFactor, SettingsOf(topic.Options)),
    };

    private static string Describe(DeclaredTopic topic) => string.Join(
        ", ",
        [
            topic.Options.Partitions is { } partitions ? Counted.Of(partitions, "partition") : "the brokers' number of partitions",
            topic.Options.ReplicationFactor is { } replicas ? Counted.Of(replicas, "replica") : "the brokers' number of replicas",
            .. SettingsOf(topic.Options).Select(setting => $"{setting.Key}={setting.Value}"),
        ]);

    private static IEnumerable<TopicStep> Partitions(DeclaredTopic topic, TopicState found, AllowedRisks allowed)
    {
        if (topic.Options.Partitions is not { } wanted || wanted == found.Partitions)
        {
            yield break;
        }

        string change = $"partitions {found.Partitions} to {wanted}";
        if (wanted < found.Partitions)
        {
            yield return TopicStep.Refused(topic.Name, change, "A topic can't have fewer partitions: Kafka would have to delete some.");
        }
        else if (!allowed.MorePartitions)
        {
            yield return TopicStep.Refused(
                topic.Name,
                change,
                "Keys would move to other partitions: newer events of a key can then be handled before older ones. Where that is no harm, "
                + "or no event of the topic has a key, give --add-partitions.");
        }
        else
        {
            yield return new TopicStep(topic.Name, TopicAction.AddPartitions, change) { Partitions = wanted };
        }
    }

    private static IEnumerable<TopicStep> Replicas(DeclaredTopic topic, TopicState found)
    {
        if (topic.Options.ReplicationFactor is { } wanted && wanted != found.ReplicationFactor)
        {
            yield return TopicStep.Refused(
                topic.Name,
                $"replicas {found.ReplicationFactor} to {wanted}",
                "The replicas of a topic that exists are moved by the brokers' own tool, kafka-reassign-partitions.");
        }
    }

    private static IEnumerable<TopicStep> Settings(DeclaredTopic topic, TopicState found, AllowedRisks allowed)
    {
        if (found.Settings.Count == 0)
        {
            yield break;
        }

        Dictionary<string, string> safe = [];
        foreach ((string name, string wanted) in SettingsOf(topic.Options))
        {
            string? now = found.Settings.GetValueOrDefault(name);
            if (Same(name, now, wanted))
            {
                continue;
            }

            string change = $"{name} {now ?? "unknown"} to {wanted}";
            if (RiskOf(name, now, wanted, found) is { } risk && !(risk.LosesData && allowed.DataLoss))
            {
                yield return TopicStep.Refused(
                    topic.Name, change, risk.LosesData ? $"{risk.Text} Where that is meant, give --allow-data-loss." : risk.Text);
            }
            else
            {
                safe[name] = wanted;
            }
        }

        if (safe.Count > 0)
        {
            yield return new TopicStep(
                topic.Name,
                TopicAction.Set,
                string.Join(", ", safe.Select(one => $"{one.Key} {found.Settings.GetValueOrDefault(one.Key) ?? "unknown"} to {one.Value}")))
            {
                Settings = safe,
            };
        }
    }

    private static bool Same(string name, string? now, string wanted) => name == TopicConfig.CleanupPolicy
        ? now?.Split(',').ToHashSet().SetEquals(wanted.Split(',')) == true
        : now == wanted;

    private static (string Text, bool LosesData)? RiskOf(string name, string? now, string wanted, TopicState found)
    {
        switch (name)
        {
            case TopicConfig.CleanupPolicy when !Has(now, "compact") && Has(wanted, "compact"):
                return ("Older events of a key are deleted as soon as there is a newer one.", true);
            case TopicConfig.CleanupPolicy when !Has(now, "delete") && Has(wanted, "delete"):
                return ("Events that were kept for ever are deleted after the retention.", true);
            case TopicConfig.Retention or TombstoneRetention when IsShorter(now, wanted):
                return ("What is older is deleted at once.", true);
            case MinInsyncReplicas when Number(wanted) > found.ReplicationFactor:
                return ($"The topic has {Counted.Of(found.ReplicationFactor, "replica")}: nothing could be written.", false);
            case MinInsyncReplicas when Number(wanted) < Number(now):
                return ("An event would count as delivered with fewer copies, and could be lost with a broker.", true);
            default:
                return null;
        }
    }

    private static bool Has(string? policy, string word) => policy?.Split(',').Contains(word) == true;

    private static bool IsShorter(string? now, string wanted) =>
        Number(wanted) is >= 0 and var time && (Number(now) is not { } before || before < 0 || time < before);

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static IEnumerable<TopicNote> NotesOf(DeclaredTopic topic, TopicState? found, int brokers)
    {
        if (topic.IsCompacted && topic.CompactionProblem is null)
        {
            string tombstones = topic.Options.TombstoneRetention is { } time ? $"{time}" : "delete.retention.ms, a day by default,";
            yield return new TopicNote(
                topic.Name,
                "It is compacted: an event without a value, a tombstone, deletes its key. The tombstone itself stays for "
                + $"{tombstones} so that a consumer that is away for longer never learns of the deletion. No Python service may read it.");
        }

        if (found is { Settings.Count: 0 })
        {
            yield return new TopicNote(topic.Name, "The brokers don't say its settings, so that they aren't compared.");
        }

        TopicState then = found is null ? Planned(topic) : found;
        foreach (TopicRisk risk in TopicRisks.Of(then, brokers))
        {
            yield return new TopicNote(topic.Name, $"{risk.Problem} {risk.Advice}");
        }
    }

    // What isn't declared is the brokers' default, which isn't judged.
    private static TopicState Planned(DeclaredTopic topic) => new(
        topic.Name, topic.Options.Partitions ?? 0, topic.Options.ReplicationFactor ?? 0, SettingsOf(topic.Options));
}

/// <summary>Which risks somebody takes. Immutable.</summary>
/// <param name="MorePartitions">That keys move to other partitions.</param>
/// <param name="DataLoss">That events are deleted.</param>
sealed record AllowedRisks(bool MorePartitions, bool DataLoss);

/// <summary>A change of a topic. Immutable.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Action">What is done.</param>
/// <param name="Change">What changes, for people.</param>
sealed record TopicStep(string Topic, TopicAction Action, string Change)
{
    /// <summary>Why it isn't done.</summary>
    public string? Reason { get; init; }

    /// <summary>The topic to create.</summary>
    [JsonIgnore]
    public NewTopic? NewTopic { get; init; }

    /// <summary>How many partitions the topic has then.</summary>
    [JsonIgnore]
    public int? Partitions { get; init; }

    /// <summary>The settings that are set.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    public static TopicStep Refused(string topic, string change, string reason) =>
        new(topic, TopicAction.Refused, change) { Reason = reason };

    /// <summary>Does it.</summary>
    /// <exception cref="ToolException">The brokers refuse.</exception>
    public Task ApplyAsync(ITopicAdmin admin, CancellationToken cancellationToken) => this switch
    {
        { NewTopic: { } topic } => admin.CreateAsync(topic, cancellationToken),
        { Partitions: { } partitions } => admin.AddPartitionsAsync(Topic, partitions, cancellationToken),
        { Settings: { } settings } => admin.SetAsync(Topic, settings, cancellationToken),
        _ => Task.CompletedTask,
    };
}

/// <summary>What is done with a topic.</summary>
enum TopicAction
{
    /// <summary>It is created.</summary>
    Create,

    /// <summary>It gets more partitions.</summary>
    AddPartitions,

    /// <summary>Some of its settings change.</summary>
    Set,

    /// <summary>It isn't changed, and the reason says why.</summary>
    Refused,
}

/// <summary>What a person should know of a topic. Immutable.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Text">What it is.</param>
sealed record TopicNote(string Topic, string Text);
