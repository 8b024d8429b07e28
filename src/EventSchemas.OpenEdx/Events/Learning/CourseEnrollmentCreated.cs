namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has enrolled in a course run, or was enrolled by somebody.</summary>
/// <remarks>
/// Sent by the LMS when the enrollment is complete, also when a learner who had left comes back. <c>Enrollment.User.Id</c> and
/// <c>Enrollment.Course.CourseKey</c> identify the enrollment. Personal data: <c>Enrollment.User.Pii</c> and
/// <c>Enrollment.CreatedBy.Pii</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="Enrollment">The enrollment as it is now.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.enrollment.created.v1",
    Key = "Enrollment.Course.CourseKey",
    FeatureFlag = "CourseEnrollmentCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseEnrollmentCreated(CourseEnrollmentData Enrollment);
