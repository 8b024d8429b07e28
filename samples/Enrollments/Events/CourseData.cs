namespace Enrollments;

/// <summary>A course run.</summary>
public sealed record CourseData(string CourseKey, string DisplayName, DateTimeOffset? Start = null, DateTimeOffset? End = null);
