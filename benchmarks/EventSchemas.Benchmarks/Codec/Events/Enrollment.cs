using MemoryPack;

namespace EventSchemas.Benchmarks;

/// <summary>The enrollment payload: what Open edX sends when a learner was enrolled.</summary>
[OpenEdxEvent("org.example.enrollment.created.v1", StableBecause = "It is only measured with.")]
[MemoryPackable]
public sealed partial record Enrollment(EnrollmentData Data);

[MemoryPackable]
public sealed partial record EnrollmentData(User User, Course Course, string Mode, bool IsActive, DateTimeOffset CreationDate, User? CreatedBy);

[MemoryPackable]
public sealed partial record User(long Id, bool IsActive, PersonalData Pii);

[MemoryPackable]
public sealed partial record PersonalData(string Username, string Email, string Name);

[MemoryPackable]
public sealed partial record Course(string CourseKey, string DisplayName, DateTimeOffset? Start, DateTimeOffset? End);
