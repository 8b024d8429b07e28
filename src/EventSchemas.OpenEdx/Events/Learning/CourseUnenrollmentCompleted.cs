namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has left a course run, or was removed from it.</summary>
/// <remarks>
/// Sent by the LMS when the enrollment is inactive. <c>Enrollment.User.Id</c> and <c>Enrollment.Course.CourseKey</c> identify the
/// enrollment. Personal data: <c>Enrollment.User.Pii</c> and <c>Enrollment.CreatedBy.Pii</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="Enrollment">The enrollment as it is now.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.unenrollment.completed.v1",
    Topic = "course-unenrollment-lifecycle",
    Key = "Enrollment.Course.CourseKey",
    FeatureFlag = "CourseUnenrollmentCompletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseUnenrollmentCompleted(CourseEnrollmentData Enrollment);
