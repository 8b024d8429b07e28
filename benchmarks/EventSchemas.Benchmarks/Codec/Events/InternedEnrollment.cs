namespace EventSchemas.Benchmarks;

/// <summary>The enrollment payload again, of a reader that says which of its texts repeat.</summary>
[OpenEdxEvent("org.example.enrollment.interned.v1", StableBecause = "It is only measured with.")]
public sealed partial record InternedEnrollment(InternedEnrollmentData Data);

[AvroName("EnrollmentData")]
public sealed record InternedEnrollmentData(User User, InternedCourse Course, [Interned] string Mode, bool IsActive, DateTimeOffset CreationDate, User? CreatedBy);

[AvroName("Course")]
public sealed record InternedCourse([Interned] string CourseKey, [Interned] string DisplayName, DateTimeOffset? Start, DateTimeOffset? End);
