namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's grade for a whole course run was computed and stored.</summary>
/// <remarks>
/// Sent by the LMS each time, whether or not the result is another one. <c>Grade.UserId</c> and <c>Grade.Course.CourseKey</c> identify the
/// grade. No personal data beyond ids. In openedx-events since 0.13.0.
/// </remarks>
/// <param name="Grade">The grade.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.persistent_grade_summary.changed.v1",
    Key = "Grade.Course.CourseKey",
    FeatureFlag = "PersistentGradeSummaryChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record PersistentGradeSummaryChanged(PersistentCourseGradeData Grade);
