using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>Whether the clock here agrees with what the newest messages say.</summary>
static class ClockCheck
{
    private const string Name = "clock";

    // Beside what messages need to get here.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = await context.ReachAsync(BusTransports.Kafka).WaitAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> topics = context.Service.Topics;
        using var admin = new KafkaTopicAdmin(bus);
        ClusterState cluster = await admin.ReadAsync(topics, cancellationToken).ConfigureAwait(false);
        foreach (string topic in topics.Where(cluster.Topics.ContainsKey))
        {
            if (await NewestAsync(bus, topic, cancellationToken).ConfigureAwait(false) is { } newest)
            {
                return [Judge(topic, newest, context.Environment.Time.GetUtcNow())];
            }
        }

        throw new PreconditionException("There is no message whose timestamp the clock could be compared with.");
    }

    /// <summary>Judges the clock by a message.</summary>
    /// <param name="topic">The message's topic.</param>
    /// <param name="written">When the message says it was written.</param>
    /// <param name="now">The time here.</param>
    public static CheckResult Judge(string topic, DateTimeOffset written, DateTimeOffset now) => written - now > Tolerance
        ? new CheckResult(Name, CheckState.Warning, $"The newest message of {topic} was written in the future: at {written:u}, while it is "
            + $"{now:u} here.")
        {
            Advice = "Synchronize the clock of this machine, of the brokers and of the producers, for example by NTP.",
        }
        : new CheckResult(Name, CheckState.Ok, $"The newest message of {topic} is from {written:u}; it is {now:u} here.");

    // Of the last message of each partition.
    private static async Task<DateTimeOffset?> NewestAsync(BusConnection bus, string topic, CancellationToken cancellationToken)
    {
        GroupLag ends = await bus.Lag.ReadAsync("eventschemas-doctor", [topic], cancellationToken).ConfigureAwait(false);
        Dictionary<int, long> last = ends.Partitions
            .Where(one => one.End > one.Beginning)
            .ToDictionary(one => one.Partition, one => one.End - 1);
        if (last.Count == 0)
        {
            return null;
        }

        var request = new TailRequest { Topic = topic, From = EventPosition.AtOffsets(last), To = EventPosition.Latest };
        DateTimeOffset? newest = null;
        await foreach (TailMessage message in bus.Tail.ReadAsync(request, cancellationToken).ConfigureAwait(false))
        {
            newest = message.Timestamp > newest ? message.Timestamp : newest ?? message.Timestamp;
        }

        return newest;
    }
}
