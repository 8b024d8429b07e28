using System.Collections.Concurrent;
using EventSchemas;

namespace Enrollments;

/// <summary>Counts the seats that each course run has given away.</summary>
sealed class SeatCount(EnrollmentTally tally, ConcurrentDictionary<string, int> seats) : IEventHandler<CourseEnrollmentCreated>
{
    public Task HandleAsync(CourseEnrollmentCreated value, EventContext context, CancellationToken cancellationToken)
    {
        int taken = seats.AddOrUpdate(value.Enrollment.Course.CourseKey, 1, static (_, count) => count + 1);
        tally.Handled(context, value, taken);
        return Task.CompletedTask;
    }
}
