using System.Diagnostics;
using EventSchemas;
using EventSchemas.OpenEdx.Learning;

namespace Enrollments;

/// <summary>Publishes the enrollments, as the LMS would, and waits until both handlers have handled all of them.</summary>
sealed class EnrollmentRun(ICourseEnrollmentCreatedProducer producer, EnrollmentTally tally)
{
    public const int Events = 5_000;
    public const int Handlers = 2;

    private const int InFlight = 500;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>The time that publishing took.</summary>
    public TimeSpan PublishTime { get; private set; }

    /// <summary>The time that publishing and handling took.</summary>
    public TimeSpan TotalTime { get; private set; }

    /// <summary>
    /// The result of the first publish. The others have the same kind of result, unless the feature flag changes during the run.
    /// </summary>
    public PublishResult? First { get; private set; }

    /// <summary>Publishes and waits.</summary>
    /// <param name="report">Receives the numbers of published events and of handled events, several times.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task RunAsync(Action<int, int> report, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        var source = new EnrollmentSource();
        int published = 0;
        First = await PublishAsync(source.Next(), deadline.Token);
        if (First is PublishResult.Disabled)
        {
            return;
        }

        published++;
        foreach (int[] batch in Enumerable.Range(1, Events - 1).Chunk(InFlight))
        {
            await Task.WhenAll(batch.Select(_ => PublishAsync(source.Next(), deadline.Token)));
            published += batch.Length;
            report(published, tally.Handlings);
        }

        PublishTime = Stopwatch.GetElapsedTime(start);
        while (tally.Handlings < tally.Published * Handlers)
        {
            await Task.Delay(Tick, deadline.Token);
            report(published, tally.Handlings);
        }

        TotalTime = Stopwatch.GetElapsedTime(start);
    }

    private async Task<PublishResult> PublishAsync(CourseEnrollmentCreated value, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        tally.Publishing(id);
        PublishResult result = await producer.PublishAsync(value, new PublishOptions { Id = id }, cancellationToken);
        if (result is not PublishResult.Delivered)
        {
            tally.NotPublished(id);
        }

        return result;
    }
}
