using EventSchemas.Hosting;
using EventSchemas.Kafka;

namespace EventSchemas.Tool;

/// <summary>
/// Whether topics keep events for long enough: until the slowest group has read them, and for as far back as somebody wants to replay.
/// </summary>
static class RetentionCheck
{
    private const string Name = "retention";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = await context.ReachAsync(BusTransports.Kafka).WaitAsync(cancellationToken).ConfigureAwait(false);
        ServiceTopics service = context.Service;
        if (service.Topics.Count == 0)
        {
            throw new PreconditionException("No topic is known: name them by --topic.");
        }

        using var admin = new KafkaTopicAdmin(bus);
        ClusterState cluster = await admin.ReadAsync(service.Topics, cancellationToken).ConfigureAwait(false);
        List<CheckResult> results = [.. cluster.Topics.Values.SelectMany(topic => OfReplay(topic, context.Request.ReplayAge))];
        foreach (ServiceGroup group in service.Groups)
        {
            foreach (TopicState topic in group.Topics.Select(topic => cluster.Topics.GetValueOrDefault(topic)).OfType<TopicState>())
            {
                results.AddRange(await OfGroupAsync(bus, group, topic, context, cancellationToken).ConfigureAwait(false));
            }
        }

        return results.Count > 0 ? results : throw new PreconditionException("No topic and group of the service exist yet.");
    }

    private static IEnumerable<CheckResult> OfReplay(TopicState topic, TimeSpan? age)
    {
        TimeSpan? kept = TopicConfig.RetentionOf(topic.Settings);
        if (age is not null && kept is not null)
        {
            yield return kept < age
                ? new CheckResult(Name, CheckState.Warning, $"It keeps events for {kept}, and a replay should reach back {age}.")
                {
                    Subject = topic.Name,
                    Advice = $"Raise {TopicConfig.Retention} of the topic.",
                }
                : new CheckResult(Name, CheckState.Ok, $"A replay can reach back {age}.") { Subject = topic.Name };
        }
    }

    private static async Task<IReadOnlyList<CheckResult>> OfGroupAsync(
        BusConnection bus, ServiceGroup group, TopicState topic, DoctorContext context, CancellationToken cancellationToken)
    {
        GroupLag lag = await bus.Lag.ReadAsync(group.Name, [topic.Name], cancellationToken).ConfigureAwait(false);
        if (lag.Partitions.Sum(one => one.Missed ?? 0) is > 0 and var missed)
        {
            return
            [
                new CheckResult(Name, CheckState.Error, $"Deleted before {group.Name} read them: {Counted.Of(missed, "message")}.")
                {
                    Subject = topic.Name,
                    Advice = $"Raise {TopicConfig.Retention}, and see whether the group runs. It stops at such a place unless "
                        + $"{group.SettingsPath}:OutOfRange says otherwise.",
                },
            ];
        }

        if (lag.Total == 0)
        {
            return
            [
                new CheckResult(Name, CheckState.Ok, $"The group {group.Name} has read all, or hasn't begun.") { Subject = topic.Name },
            ];
        }

        DateTimeOffset? oldest = await OldestAsync(bus, topic.Name, lag, cancellationToken).ConfigureAwait(false);
        TimeSpan? kept = TopicConfig.RetentionOf(topic.Settings);
        TimeSpan? age = context.Environment.Time.GetUtcNow() - oldest;
        return [Judge(group, topic.Name, lag.Total, age, kept)];
    }

    /// <summary>Judges how old the oldest message is that a group hasn't read.</summary>
    /// <param name="group">The group.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="waiting">How many messages wait.</param>
    /// <param name="age">How old the oldest is; null where nobody says it.</param>
    /// <param name="kept">How long the topic keeps messages; null where nobody says it.</param>
    public static CheckResult Judge(ServiceGroup group, string topic, long waiting, TimeSpan? age, TimeSpan? kept)
    {
        string text = $"Waiting for {group.Name}: {Counted.Of(waiting, "message")}"
            + (age is { } old ? $", the oldest since {Rounded(old)}" : "") + ".";
        return age > kept / 2
            ? new CheckResult(Name, CheckState.Warning, $"{text} The topic keeps messages for {kept} only.")
            {
                Subject = topic,
                Advice = $"See why the group doesn't keep up, and raise {TopicConfig.Retention} before they are deleted.",
            }
            : new CheckResult(Name, CheckState.Ok, text) { Subject = topic };
    }

    private static async Task<DateTimeOffset?> OldestAsync(
        BusConnection bus, string topic, GroupLag lag, CancellationToken cancellationToken)
    {
        var starts = lag.Partitions.Where(one => one.Lag > 0).ToDictionary(one => one.Partition, one => one.Position!.Value);
        DateTimeOffset? oldest = null;
        foreach ((int partition, long position) in starts)
        {
            var request = new TailRequest
            {
                Topic = topic,
                From = EventPosition.AtOffsets(new Dictionary<int, long> { [partition] = position }),
                To = EventPosition.AtOffsets(new Dictionary<int, long> { [partition] = position + 1 }),
            };
            await foreach (TailMessage message in bus.Tail.ReadAsync(request, cancellationToken).ConfigureAwait(false))
            {
                oldest = message.Timestamp < oldest ? message.Timestamp : oldest ?? message.Timestamp;
            }
        }

        return oldest;
    }

    private static TimeSpan Rounded(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}
