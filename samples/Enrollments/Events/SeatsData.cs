using EventSchemas.OpenEdx;

namespace Enrollments;

/// <summary>The seats of a course run. Who sits there is nobody's business.</summary>
/// <param name="CourseKey">The course run.</param>
/// <param name="Taken">How many seats it has given away.</param>
public sealed record SeatsData(CourseKey CourseKey, long Taken);
