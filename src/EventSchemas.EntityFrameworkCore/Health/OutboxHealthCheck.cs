using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// Reports whether what waits in an outbox makes progress. A bucket that has waiting events and sends none is unhealthy, and so are a full
/// outbox and a database that doesn't answer; an event that is set aside is degraded, and so is a bus that is away.
/// </summary>
sealed class OutboxHealthCheck(OutboxRuntime runtime) : IHealthCheck
{
    private const int MaxBuckets = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        OutboxSnapshot last = runtime.Status.Last;
        string name = runtime.ContextType.Name;
        List<string> unhealthy = [];
        List<string> degraded = [];
        if (runtime.Status.Problem is { } problem)
        {
            unhealthy.Add($"The outbox of {name} can't be read or written: {problem}");
        }

        if (last.IsFull)
        {
            unhealthy.Add($"The outbox of {name} is full: at least {last.Waiting} events wait, and publishing fails or waits.");
        }

        if (last.Stalled.Count > 0)
        {
            string rest = last.Stalled.Count > MaxBuckets ? $" So have {last.Stalled.Count - MaxBuckets} more buckets." : "";
            unhealthy.Add($"The outbox of {name}: {string.Join(" ", last.Stalled.Take(MaxBuckets))}{rest}");
        }

        if (last.SetAside > 0)
        {
            degraded.Add(
                $"{last.SetAside} events of the outbox of {name} are set aside, with their keys. The first is {last.FirstSetAside}");
        }

        if (runtime.Status.Away is { } away)
        {
            degraded.Add($"The bus takes no events of the outbox of {name}: {away}");
        }

        HealthStatus status = unhealthy.Count > 0 ? context.Registration.FailureStatus
            : degraded.Count > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        string[] texts = [.. unhealthy, .. degraded];
        var data = new Dictionary<string, object>
        {
            ["waiting"] = last.Waiting,
            ["set_aside"] = last.SetAside,
            ["buckets"] = last.Owned,
        };
        return Task.FromResult(new HealthCheckResult(
            status, texts.Length == 0 ? $"The outbox of {name} makes progress." : string.Join(" ", texts), data: data));
    }
}
