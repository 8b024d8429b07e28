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
    /// <param name="condition">The condition.</param>
    /// <param name="description">What it means, for the message.</param>
    /// <param name="pause">How long to wait before it is asked for again, where that costs much.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, string description, TimeSpan? pause = null)
    {
        for (long started = Stopwatch.GetTimestamp(); !await condition();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"It doesn't happen within {Deadline} that {description}.");
            await Task.Delay(pause ?? Pause, TestContext.Current.CancellationToken);
        }
    }
}
