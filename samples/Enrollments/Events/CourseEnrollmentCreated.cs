using EventSchemas;

namespace Enrollments;

/// <summary>A learner was enrolled in a course.</summary>
[OpenEdxEvent(
    "org.openedx.learning.course.enrollment.created.v1",
    Topic = "course-enrollment-lifecycle",
    Key = "Enrollment.Course.CourseKey",
    FeatureFlag = "EnrollmentCreatedEvent",
    Owner = "enrollments")]
public sealed partial record CourseEnrollmentCreated(CourseEnrollmentData Enrollment);
