using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Says at start if the table of processed events is missing, and forgets old ones.</summary>
sealed partial class ProcessedEventsService(
    Type contextType,
    IServiceScopeFactory scopes,
    OutboxDatabases databases,
    OutboxOptions options,
    TimeProvider time,
    ILogger<ProcessedEventsService> logger)
    : IHostedService, IDisposable
{
    private readonly OutboxStore _store = new(scopes, contextType, options);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private bool _isReported;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.RunAsync(context => CheckAsync(context, cancellationToken)).ConfigureAwait(false);
        var cleanup = new OutboxCleanup(_store, options);
        _running = PeriodicWork.RunAsync(stop => ForgetAsync(cleanup, stop), Report, options.CleanupInterval, time, _stop.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    private async Task<bool> CheckAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (context.Model.FindEntityType(typeof(ProcessedEventRow)) is null)
        {
            throw new InvalidOperationException(HandlerTransaction.WithoutTable(contextType));
        }

        databases.Of(context);
        if (!await context.Database.CanConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            await context.Set<ProcessedEventRow>().AsNoTracking().OrderBy(row => row.HandledAt).FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (DbException e)
        {
            throw new InvalidOperationException(
                $"The table of processed events of {contextType.Name} can't be read: add a migration for it, and apply it. {e.Message}", e);
        }
    }

    private async Task ForgetAsync(OutboxCleanup cleanup, CancellationToken stop)
    {
        await cleanup.ForgetProcessedAsync(stop).ConfigureAwait(false);
        _isReported = false;
    }

    private void Report(Exception exception)
    {
        if (!_isReported)
        {
            _isReported = true;
            LogFailed(logger, exception, contextType.Name, exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Processed events of {Context} can't be forgotten; this is tried again. {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string context, string reason);
}
