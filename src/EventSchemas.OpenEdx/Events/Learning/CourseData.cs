namespace EventSchemas.OpenEdx.Learning;

/// <summary>A course run, as the LMS names one.</summary>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="DisplayName">The name that learners see; it may be empty.</param>
/// <param name="Start">When the run starts.</param>
/// <param name="End">When the run ends, if ever.</param>
public sealed record CourseData(
    CourseKey CourseKey,
    [WhenMissing] string DisplayName,
    DateTimeOffset? Start = null,
    DateTimeOffset? End = null);
