namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's grade for a whole course run.</summary>
/// <param name="UserId">The learner's id in the LMS.</param>
/// <param name="Course">The course run.</param>
/// <param name="CourseEditedTimestamp">When the content that was graded was last edited.</param>
/// <param name="CourseVersion">The version of that content.</param>
/// <param name="GradingPolicyHash">A hash of the grading policy, which tells whether two grades were computed by the same rules.</param>
/// <param name="PercentGrade">The grade as a fraction, from 0 to 1.</param>
/// <param name="LetterGrade">The grade as the run names it; empty where the learner hasn't passed.</param>
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
