using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventSchemas.Hosting;

/// <summary>
/// Reports whether the groups make progress. A partition that has messages and settles none for <see cref="GroupOptions.StalledAfter"/>
/// is unhealthy, and so is one that stopped or whose dead letters can't be written; one that waits for a dependency is degraded, and so is
/// a service whose published events wait in the store. A group without messages is healthy.
/// </summary>
sealed class EventBusHealthCheck(BusProgress progress, Outbox outbox) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        List<string> unhealthy = [];
        List<string> degraded = [];
        foreach (GroupProgress group in progress.Groups)
        {
            Check(group, unhealthy, degraded);
        }

        if (outbox.UndeliveredCount > 0)
        {
            degraded.Add($"{outbox.UndeliveredCount} published events wait in the store, because the bus is away.");
        }

        Dictionary<string, object> data = progress.Groups
            .GroupBy(group => group.Group.Name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => (object)group.SelectMany(one => one.Partitions).Sum(partition => partition.Lag),
                StringComparer.Ordinal);
        HealthStatus status = unhealthy.Count > 0 ? context.Registration.FailureStatus
            : degraded.Count > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        string[] texts = [.. unhealthy, .. degraded];
        return Task.FromResult(new HealthCheckResult(
            status, texts.Length == 0 ? "All consumer groups make progress." : string.Join(" ", texts), data: data));
    }

    private static void Check(GroupProgress group, List<string> unhealthy, List<string> degraded)
    {
        if (group.Fault is { } fault)
        {
            unhealthy.Add($"Group {group.Group.Name} has ended: {fault}");
        }

        if (!group.HasJoined && group.Age >= group.Group.Options.StalledAfter)
        {
            unhealthy.Add($"Group {group.Group.Name} has not joined the cluster yet: {group.LastError ?? "the brokers don't answer"}.");
        }

        if (group.CommitProblem is { } problem)
        {
            degraded.Add($"Group {group.Group.Name} can't commit its offsets: {problem}");
        }

        foreach (PartitionProgress partition in group.Partitions)
        {
            TimeSpan limit = group.Group.Options.StalledAfter;
            bool isStalled = partition.Stalled >= limit;
            if (partition.Warning is { } warning)
            {
                degraded.Add($"Group {group.Group.Name}, {partition.Name}: {warning}");
            }

            IReadOnlyList<BlockedCall> blocked = partition.Blocked;
            foreach (BlockedCall call in blocked)
            {
                bool isUrgent = isStalled || call.Kind is BlockedKind.DeadLetters or BlockedKind.Person;
                (isUrgent ? unhealthy : degraded).Add(Text(group, call));
            }

            if (isStalled && blocked.Count == 0)
            {
                unhealthy.Add(Stalled(group, partition));
            }
        }
    }

    private static string Text(GroupProgress group, BlockedCall call) => call.Handler is { } handler
        ? $"Group {group.Group.Name} waits at {call.Position} with handler {handler}: {call.Reason}"
        : $"Group {group.Group.Name} waits at {call.Position}: {call.Reason}";

    private static string Stalled(GroupProgress group, PartitionProgress partition)
    {
        string time = partition.Stalled.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        return partition.Running is [var oldest, ..]
            ? $"Group {group.Group.Name} has settled nothing on {partition.Name} for {time}: handler {oldest.Handler} is running on "
                + $"{oldest.Position}."
            : !partition.IsLagKnown
            ? $"Group {group.Group.Name} has read nothing from {partition.Name} for {time}, and no broker says how many messages it has."
            : $"Group {group.Group.Name} has settled nothing on {partition.Name} for {time}, with a lag of {partition.Lag}.";
    }
}
