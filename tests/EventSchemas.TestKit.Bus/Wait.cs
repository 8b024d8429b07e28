using System.Diagnostics;

namespace EventSchemas.TestKit;

/// <summary>Waits for conditions.</summary>
public static class Wait
{
    /// <summary>How long a condition may take.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until a condition is true.</summary>
    public static Task UntilAsync(Func<bool> condition, string description) =>
        UntilAsync(() => Task.FromResult(condition()), description);

    /// <summary>Waits until a condition is true.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string description)
    {
        for (long started = Stopwatch.GetTimestamp(); !await condition();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"It doesn't happen within {Deadline} that {description}.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
