using Microsoft.Extensions.Hosting;

namespace EventSchemas.Testing;

/// <summary>
/// Leaves Ctrl+C and SIGTERM to the process. ASP.NET Core's lifetime would take both, and stop only the host that runs for a test.
/// </summary>
sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
