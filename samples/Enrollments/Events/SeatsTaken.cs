using EventSchemas;

namespace Enrollments;

/// <summary>A course run has given away another hundred seats.</summary>
/// <param name="Seats">How many seats of which course run.</param>
[OpenEdxEvent(
    "org.example.campus.course.seats.taken.v1",
    Topic = "campus-seats",
    Key = "Seats.CourseKey",
    FeatureFlag = "SeatsTakenEvent",
    Owner = "campus")]
public sealed partial record SeatsTaken(SeatsData Seats);
