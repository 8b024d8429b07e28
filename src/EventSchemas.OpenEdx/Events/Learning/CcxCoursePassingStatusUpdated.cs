namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's grade in a custom course (CCX) has changed, and with it perhaps whether it is enough to pass.</summary>
/// <remarks>
/// Sent by the LMS when the grade is computed anew. <c>CoursePassingStatus.Course.CcxCourseKey</c> and <c>User.Id</c> identify whose grade
/// in which course it is. Personal data: <c>CoursePassingStatus.User.Pii</c> and <c>CoursePassingStatus.Course.CoachEmail</c>. In
/// openedx-events since 9.10.0.
/// </remarks>
/// <param name="CoursePassingStatus">Whose grade, in which course, and whether it is enough.</param>
[OpenEdxEvent(
    "org.openedx.learning.ccx.course.passing.status.updated.v1",
    Topic = "learning-badges-lifecycle",
    Key = "CoursePassingStatus.Course.CcxCourseKey",
    FeatureFlag = "CcxCoursePassingStatusUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CcxCoursePassingStatusUpdated(CcxCoursePassingStatusData CoursePassingStatus);
