using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>The event of all comparisons: an enrollment as Open edX sends it, about 215 bytes.</summary>
static class Enrollments
{
    public const string EventType = "org.openedx.learning.course.enrollment.created.v1";

    public static CourseEnrollmentCreated One { get; } = new(new CourseEnrollmentData(
        new UserData(4_711, true, new UserPersonalData("grace4711", "grace4711@example.org", "Grace Hopper")),
        new CourseData(
            CourseKey.Parse("course-v1:edX+DemoX+Demo_Course"),
            "Open edX Demonstration Course",
            new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero)),
        "verified",
        IsActive: true,
        new DateTimeOffset(2026, 9, 3, 10, 11, 12, TimeSpan.Zero).AddMicroseconds(123_456),
        CreatedBy: null));

    /// <summary>The same for one of many courses, so that events have different keys.</summary>
    public static CourseEnrollmentCreated Of(int number) => One with
    {
        Enrollment = One.Enrollment with
        {
            Course = One.Enrollment.Course with { CourseKey = CourseKey.Parse($"course-v1:edX+DemoX+Demo_Cours{number % 10}") },
        },
    };
}
