namespace EventSchemas.EntityFrameworkCore;

/// <summary>Work that is done again and again in the background.</summary>
static class PeriodicWork
{
    /// <summary>Does the work until it is stopped. A failure is reported, and the work is tried again after the interval.</summary>
    /// <param name="work">The work.</param>
    /// <param name="onFailed">Reports a failure.</param>
    /// <param name="interval">The time between the end of the work and its next start.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RunAsync(
        Func<CancellationToken, Task> work, Action<Exception> onFailed, TimeSpan interval, TimeProvider time, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                onFailed(e);
            }

            await Task.Delay(interval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
