namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's grade for a whole course run was computed and stored.</summary>
/// <remarks>
/// Sent by the LMS each time, even if the result is the same. <c>Grade.UserId</c> and <c>Grade.Course.CourseKey</c> identify the
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

/// <summary>A learner's grade for a whole course run.</summary>
/// <param name="UserId">The learner's id in the LMS.</param>
/// <param name="Course">The course run.</param>
/// <param name="CourseEditedTimestamp">When the content that was graded was last edited.</param>
/// <param name="CourseVersion">The version of that content.</param>
/// <param name="GradingPolicyHash">A hash of the grading policy, which tells whether two grades follow the same rules.</param>
/// <param name="PercentGrade">The grade as a fraction, from 0 to 1.</param>
/// <param name="LetterGrade">The grade as the run names it; empty if the learner hasn't passed.</param>
/// <param name="PassedTimestamp">When the learner passed.</param>
public sealed record PersistentCourseGradeData(
    long UserId,
    CourseData Course,
    DateTimeOffset CourseEditedTimestamp,
    string CourseVersion,
    string GradingPolicyHash,
    double PercentGrade,
    string LetterGrade,
    DateTimeOffset PassedTimestamp);
