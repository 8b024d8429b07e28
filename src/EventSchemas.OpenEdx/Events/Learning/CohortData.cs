namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's place in a cohort.</summary>
/// <param name="User">The learner.</param>
/// <param name="Course">The course run.</param>
/// <param name="Name">The cohort's name, which identifies it within the run.</param>
public sealed record CohortData(
    UserData User,
    CourseData Course,
    string Name);
