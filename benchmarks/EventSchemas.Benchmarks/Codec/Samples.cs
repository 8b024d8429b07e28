using System.Globalization;

namespace EventSchemas.Benchmarks;

/// <summary>The three payloads.</summary>
static class Samples
{
    public static Measurement Measurement { get; } = new("thermometer-17/north", 1_234_567, 21.53125, 98, true, "°C");

    public static Enrollment Enrollment { get; } = new(new EnrollmentData(
        new User(4_711, true, new PersonalData("grace", "grace@example.org", "Grace Hopper")),
        new Course(
            "course-v1:edX+DemoX+Demo_Course",
            "Open edX Demonstration Course",
            new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero),
            null),
        "verified",
        true,
        new DateTimeOffset(2026, 9, 3, 10, 11, 12, TimeSpan.Zero).AddMicroseconds(123_456),
        null));

    public static Catalog Catalog { get; } = new(
        "autumn",
        Enumerable.Range(0, 100).Select(i => new Entry(
            string.Create(CultureInfo.InvariantCulture, $"course-v1:edX+C{i}+2026"),
            string.Create(CultureInfo.InvariantCulture, $"An Introduction to Subject {i}"),
            30 * i,
            i / 8.0,
            i % 3 == 0,
            i % 4 == 0 ? null : "en",
            null)).ToArray(),
        Enumerable.Range(0, 20).ToDictionary(i => string.Create(CultureInfo.InvariantCulture, $"subject-{i}"), i => 1_000L * i));
}
