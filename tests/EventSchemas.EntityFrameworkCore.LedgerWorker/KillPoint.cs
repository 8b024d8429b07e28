using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EventSchemas.EntityFrameworkCore.LedgerWorker;

/// <summary>Ends the process between two steps, as the system ends it: SIGKILL.</summary>
sealed class KillPoint(LedgerSettings settings) : DbCommandInterceptor
{
    private int _passed;

    public void Pass(string step)
    {
        if (step == settings.KillAt && Interlocked.Increment(ref _passed) == settings.KillAfter)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (IsDelete(command))
        {
            Pass("deleting");
        }

        return new(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (IsDelete(command))
        {
            Pass("deleted");
        }
        else if (result > 0 && command.CommandText.Contains("epoch", StringComparison.Ordinal))
        {
            Pass("leased");
        }

        return new(result);
    }

    private static bool IsDelete(DbCommand command) =>
        command.CommandText.StartsWith("DELETE", StringComparison.Ordinal)
        && command.CommandText.Contains("epoch", StringComparison.Ordinal);
}
