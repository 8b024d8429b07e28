using System.Collections.Concurrent;
using EventSchemas;
using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;

namespace Enrollments;

/// <summary>
/// Counts the seats taken in each course run, and publishes an event for every hundredth. The count is in memory only, so an event that is
/// handled twice counts twice.
/// </summary>
sealed class SeatCount(ISeatsTakenProducer producer, EnrollmentTally tally, ConcurrentDictionary<CourseKey, int> seats)
    : IEventHandler<CourseEnrollmentCreated>
{
    private const int Step = 100;

    public async Task HandleAsync(CourseEnrollmentCreated value, EventContext context, CancellationToken cancellationToken)
    {
        CourseKey course = value.Enrollment.Course.CourseKey;
        int taken = seats.AddOrUpdate(course, 1, static (_, count) => count + 1);
        if (taken % Step == 0)
        {
            var seatsTaken = new SeatsTaken(new SeatsData(course, taken));
            PublishResult result = await producer.PublishAsync(seatsTaken, cancellationToken: cancellationToken);
            if (result is PublishResult.Delivered)
            {
                tally.Announced();
            }
        }

        tally.Handled(context, value, taken);
    }
}
