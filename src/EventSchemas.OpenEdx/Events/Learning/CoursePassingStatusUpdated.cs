namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's grade in a course run has changed, and with it perhaps whether it is enough to pass.</summary>
/// <remarks>
/// Sent by the LMS when the grade is computed anew. <c>CoursePassingStatus.Course.CourseKey</c> and <c>User.Id</c> identify whose grade in
/// which run it is. Personal data: <c>CoursePassingStatus.User.Pii</c>. In openedx-events since 9.10.0.
/// </remarks>
/// <param name="CoursePassingStatus">Whose grade, in which course, and whether it is enough.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.passing.status.updated.v1",
    Topic = "learning-badges-lifecycle",
    Key = "CoursePassingStatus.Course.CourseKey",
    FeatureFlag = "CoursePassingStatusUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CoursePassingStatusUpdated(CoursePassingStatusData CoursePassingStatus);
