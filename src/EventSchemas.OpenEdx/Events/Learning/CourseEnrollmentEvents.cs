namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has enrolled in a course run, or was enrolled by somebody else.</summary>
/// <remarks>
/// Sent by the LMS when the enrollment is complete, also when a learner who had left enrolls again. <c>Enrollment.User.Id</c> and
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

/// <summary>A learner's enrollment in a course run has changed: it was activated or deactivated, or its mode has changed.</summary>
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

/// <summary>A learner's enrollment in a course run.</summary>
/// <param name="User">The learner.</param>
/// <param name="Course">The course run.</param>
/// <param name="Mode">The mode, such as <c>audit</c> or <c>verified</c>.</param>
/// <param name="IsActive">Whether the learner is enrolled now.</param>
/// <param name="CreationDate">When the learner first enrolled.</param>
/// <param name="CreatedBy">The user who enrolled the learner, if the LMS tells.</param>
public sealed record CourseEnrollmentData(
    UserData User,
    CourseData Course,
    string Mode,
    bool IsActive,
    DateTimeOffset CreationDate,
    UserData? CreatedBy = null);
