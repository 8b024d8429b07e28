using MemoryPack;

namespace EventSchemas.Benchmarks;

/// <summary>The flat payload: six members.</summary>
[OpenEdxEvent("org.example.measurement.taken.v1", StableBecause = "Only benchmarks use it.")]
[MemoryPackable]
public sealed partial record Measurement(string Sensor, long Sequence, double Value, int Quality, bool IsFinal, string Unit = "°C");

/// <summary>The enrollment payload: what Open edX sends when a learner has been enrolled.</summary>
[OpenEdxEvent("org.example.enrollment.created.v1", StableBecause = "Only benchmarks use it.")]
[MemoryPackable]
public sealed partial record Enrollment(EnrollmentData Data);

[MemoryPackable]
public sealed partial record EnrollmentData(
    User User, Course Course, string Mode, bool IsActive, DateTimeOffset CreationDate, User? CreatedBy);

[MemoryPackable]
public sealed partial record User(long Id, bool IsActive, PersonalData Pii);

[MemoryPackable]
public sealed partial record PersonalData(string Username, string Email, string Name);

[MemoryPackable]
public sealed partial record Course(string CourseKey, string DisplayName, DateTimeOffset? Start, DateTimeOffset? End);

/// <summary>The enrollment payload for a reader that marks texts which repeat.</summary>
[OpenEdxEvent("org.example.enrollment.interned.v1", StableBecause = "Only benchmarks use it.")]
public sealed partial record InternedEnrollment(InternedEnrollmentData Data);

[AvroName("EnrollmentData")]
public sealed record InternedEnrollmentData(
    User User, InternedCourse Course, [Interned] string Mode, bool IsActive, DateTimeOffset CreationDate, User? CreatedBy);

[AvroName("Course")]
public sealed record InternedCourse(
    [Interned] string CourseKey, [Interned] string DisplayName, DateTimeOffset? Start, DateTimeOffset? End);

/// <summary>The large payload: a list of records and a map.</summary>
[OpenEdxEvent("org.example.catalog.published.v1", StableBecause = "Only benchmarks use it.")]
[MemoryPackable]
public sealed partial record Catalog(string Name, IReadOnlyList<Entry> Entries, IReadOnlyDictionary<string, long> Counts);

[MemoryPackable]
public sealed partial record Entry(string Key, string Title, int Seats, double Rating, bool IsOpen, string? Language, string? Level);
