using System.Diagnostics.Metrics;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// Runs the outbox of a context with the host: says at start what would fail later, sends what waits, counts it, and deletes what is kept
/// no longer.
/// </summary>
sealed partial class OutboxService(OutboxRuntime runtime, IServiceProvider services) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private OutboxDispatcher? _dispatcher;
    private OutboxTelemetry? _telemetry;
    private Task _running = Task.CompletedTask;

    /// <summary>What sends, where this process does; for tests.</summary>
    public OutboxDispatcher? Dispatcher => _dispatcher;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        OutboxOptions options = runtime.Options;
        var store = new OutboxStore(services.GetRequiredService<IServiceScopeFactory>(), runtime.ContextType, options);
        await store.RunAsync(context => CheckAsync(context, cancellationToken)).ConfigureAwait(false);
        _telemetry = new OutboxTelemetry(runtime, services.GetService<IMeterFactory>());
        if (options.Dispatch)
        {
            _dispatcher = new OutboxDispatcher(runtime, store, services, _telemetry);
            _dispatcher.Start();
        }

        var monitor = new OutboxMonitor(runtime, store);
        var cleanup = new OutboxCleanup(store, options);
        _running = Task.WhenAll(
            RepeatAsync(stop => LookAsync(monitor, stop), options.CheckInterval),
            RepeatAsync(cleanup.DeleteSentAsync, options.CleanupInterval));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        if (_dispatcher is not null)
        {
            await _dispatcher.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _dispatcher?.Dispose();
        _telemetry?.Dispose();
        _stop.Dispose();
    }

    private async Task<bool> CheckAsync(DbContext context, CancellationToken cancellationToken)
    {
        string name = runtime.ContextType.Name;
        if (context.Model.FindEntityType(typeof(OutboxRow)) is null)
        {
            throw new InvalidOperationException(
                $"{name} has no outbox: call modelBuilder.AddEventOutbox() in OnModelCreating, and add a migration.");
        }

        runtime.Databases.Of(context);
        if (!await context.Database.CanConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            LogAway(runtime.Logger, name);
            return false;
        }

        try
        {
            await context.Set<OutboxRow>().AsNoTracking().OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            await context.Set<OutboxBucket>().AsNoTracking().FirstOrDefaultAsync(bucket => bucket.Bucket == 0, cancellationToken)
                .ConfigureAwait(false);
            await context.Set<OutboxSchemaRow>().AsNoTracking().OrderBy(row => row.Fingerprint).FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            await context.Set<OutboxDispatcherRow>().AsNoTracking().OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or InvalidCastException)
        {
            throw new InvalidOperationException(
                $"The tables of the outbox of {name} can't be read, or aren't those of this version: add a migration for them "
                + $"(dotnet ef migrations add Outbox), and apply it. {e.Message}",
                e);
        }
    }

    private Task RepeatAsync(Func<CancellationToken, Task> work, TimeSpan interval) =>
        PeriodicWork.RunAsync(work, Report, interval, runtime.Time, _stop.Token);

    private async Task LookAsync(OutboxMonitor monitor, CancellationToken stop)
    {
        await monitor.LookAsync(_dispatcher?.OwnedCount ?? 0, stop).ConfigureAwait(false);
        if (_dispatcher is null)
        {
            runtime.Status.Problem = null;
        }
    }

    // A dispatcher says when the database is there again.
    private void Report(Exception exception)
    {
        if (_dispatcher is not null)
        {
            _dispatcher.Report(exception);
        }
        else
        {
            runtime.Status.Problem = exception.Message;
        }
    }

    [LoggerMessage(9, LogLevel.Warning, "The database of {Context} doesn't answer; its outbox is checked when it does")]
    private static partial void LogAway(ILogger logger, string context);
}
