namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A course run, as Studio names one. The schema name is the same as that of the learning events' course data, which says more.</summary>
/// <param name="CourseKey">Identifies the run.</param>
public sealed record CourseData(CourseKey CourseKey);
