namespace EventSchemas.Tool;

/// <summary>Whether Kafka answers, and how many brokers it has.</summary>
static class BrokerCheck
{
    private const string Name = "broker";

    // With fewer, a topic can't lose a broker and still take messages that are on two of them.
    private const int BrokersForSafety = 3;

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = await context.ConnectAsync(BusTransports.Kafka).WaitAsync(cancellationToken).ConfigureAwait(false);
        using var admin = new KafkaTopicAdmin(bus);
        ClusterState cluster = await admin.ReadAsync([], cancellationToken).ConfigureAwait(false);
        return
        [
            cluster.Brokers >= BrokersForSafety
                ? new CheckResult(Name, CheckState.Ok, $"{bus.Address} answers with {cluster.Brokers} brokers.")
                : new CheckResult(Name, CheckState.Warning, $"{bus.Address} answers with {Counted.Of(cluster.Brokers, "broker")}.")
                {
                    Advice = $"Run {BrokersForSafety} or more in production, so that a broker can fail without losing events.",
                },
        ];
    }
}
