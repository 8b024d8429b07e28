using System.Collections.Concurrent;
using EventSchemas;
using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;

namespace Enrollments;

/// <summary>Counts the seats that each course run has given away, and announces every hundredth. It counts in memory: what is handled again counts again.</summary>
sealed class SeatCount(ISeatsTakenProducer producer, EnrollmentTally tally, ConcurrentDictionary<CourseKey, int> seats) : IEventHandler<CourseEnrollmentCreated>
{
    private const int Step = 100;

    public async Task HandleAsync(CourseEnrollmentCreated value, EventContext context, CancellationToken cancellationToken)
    {
        CourseKey course = value.Enrollment.Course.CourseKey;
        int taken = seats.AddOrUpdate(course, 1, static (_, count) => count + 1);
        if (taken % Step == 0
            && await producer.PublishAsync(new SeatsTaken(new SeatsData(course, taken)), cancellationToken: cancellationToken) is PublishResult.Delivered)
        {
            tally.Announced();
        }

        tally.Handled(context, value, taken);
    }
}
