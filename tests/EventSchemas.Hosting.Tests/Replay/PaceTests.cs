namespace EventSchemas.Hosting.Tests;

public sealed class PaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, 11, 1)]
    [InlineData(0.5, 3, 4)]
    [InlineData(1000, 2001, 2)]
    public async Task No_more_messages_go_than_the_rate_lets_through(double rate, int messages, double seconds)
    {
        var time = new SkippingTime();
        var pace = new Pace(rate, time);
        for (int i = 0; i < messages; i++)
        {
            await pace.WaitAsync(Token);
        }

        Assert.InRange(time.Now.TotalSeconds, seconds - 0.05, seconds);
    }

    [Fact]
    public async Task An_interruption_is_not_made_up_for()
    {
        var time = new SkippingTime();
        var pace = new Pace(10, time);
        await pace.WaitAsync(Token);
        time.Now += TimeSpan.FromMinutes(5);
        TimeSpan before = time.Now;
        for (int i = 0; i < 11; i++)
        {
            await pace.WaitAsync(Token);
        }

        Assert.InRange((time.Now - before).TotalSeconds, 0.9, 1);
    }

    [Fact]
    public async Task Without_a_rate_nothing_waits_and_a_cancelled_run_ends()
    {
        var time = new SkippingTime();
        var pace = new Pace(null, time);
        await pace.WaitAsync(Token);
        Assert.Equal(TimeSpan.Zero, time.Now);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await pace.WaitAsync(new CancellationToken(canceled: true)));
    }

    /// <summary>A clock that moves only by waiting.</summary>
    private sealed class SkippingTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Now += dueTime;
            callback(state);
            return new Done();
        }

        private sealed class Done : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
