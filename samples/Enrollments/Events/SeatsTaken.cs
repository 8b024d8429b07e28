using EventSchemas;
using EventSchemas.OpenEdx;

namespace Enrollments;

/// <summary>Another hundred seats of a course run are taken.</summary>
/// <param name="Seats">The course run, and how many of its seats are taken.</param>
[OpenEdxEvent(
    "org.example.campus.course.seats.taken.v1",
    Topic = "campus-seats",
    Key = "Seats.CourseKey",
    FeatureFlag = "SeatsTakenEvent",
    Owner = "campus")]
public sealed partial record SeatsTaken(SeatsData Seats);

/// <summary>The seats of a course run, without personal data.</summary>
/// <param name="CourseKey">The course run.</param>
/// <param name="Taken">The number of seats that are taken.</param>
/// <param name="Capacity">How many seats there are; null without a limit. Since version 2.</param>
public sealed record SeatsData(CourseKey CourseKey, long Taken, long? Capacity = null)
{
    /// <summary>How many learners wait for a seat. Since version 3.</summary>
    [AvroDefault]
    public long Waiting { get; init; }
}
