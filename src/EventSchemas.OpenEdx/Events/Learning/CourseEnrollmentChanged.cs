namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's enrollment in a course run has changed: it was activated or deactivated, or has another mode.</summary>
/// <remarks>
/// Sent by the LMS. <c>Enrollment.User.Id</c> and <c>Enrollment.Course.CourseKey</c> identify the enrollment. Personal data:
/// <c>Enrollment.User.Pii</c> and <c>Enrollment.CreatedBy.Pii</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="Enrollment">The enrollment as it is now.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.enrollment.changed.v1",
    Key = "Enrollment.Course.CourseKey",
    FeatureFlag = "CourseEnrollmentChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseEnrollmentChanged(CourseEnrollmentData Enrollment);
