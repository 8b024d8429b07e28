using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventSchemas.Hosting;

/// <summary>Adds the event bus to an application's health checks.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that reports whether the consumer groups make progress, with partition, offset and handler where they don't. The
    /// check's data are the lags of the groups, in messages.
    /// </summary>
    /// <param name="builder">The application's health checks. The application has an event bus as well.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What is reported of a group that makes no progress; unhealthy by default.</param>
    /// <param name="tags">The check's tags.</param>
    public static IHealthChecksBuilder AddEventBus(
        this IHealthChecksBuilder builder, string name = "event-bus", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<EventBusHealthCheck>(name, failureStatus, tags ?? []);
    }
}
