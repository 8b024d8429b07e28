using EventSchemas.OpenEdx.Learning;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>Ends when a number of calls have been counted.</summary>
sealed class Counter(int expected)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public Task Done => _done.Task;

    public void Add()
    {
        if (Interlocked.Increment(ref _count) == expected)
        {
            _done.SetResult();
        }
    }
}

/// <summary>Counts its calls, and does nothing else.</summary>
sealed class CountingHandler(Counter counter) : IEventHandler<CourseEnrollmentCreated>
{
    public Task HandleAsync(CourseEnrollmentCreated value, EventContext context, CancellationToken cancellationToken)
    {
        counter.Add();
        return Task.CompletedTask;
    }
}
