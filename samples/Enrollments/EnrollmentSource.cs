using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;

namespace Enrollments;

/// <summary>Generates enrollments like those of an LMS. They are the same in every run.</summary>
sealed class EnrollmentSource
{
    private static readonly string[] FirstNames =
    [
        "Amina", "Björn", "Chiara", "Devi", "Elif", "Farid", "Grace", "Hana",
        "Ivo", "Jun", "Kwame", "Lucía", "Mei", "Noor", "Olga", "Pedro",
    ];

    private static readonly string[] LastNames =
    [
        "Abe", "Berg", "Costa", "Diallo", "Evans", "Fischer", "García", "Haddad",
        "Ito", "Jansen", "Kumar", "Lopez", "Müller", "Novák", "Okafor",
    ];

    private static readonly string[] Modes = ["audit", "audit", "audit", "honor", "verified", "verified", "professional"];
    private static readonly (string Key, string Name)[] Courses =
    [
        ("course-v1:edX+DemoX+Demo_Course", "Open edX Demonstration Course"),
        ("course-v1:MITx+6.00.1x+2T2026", "Introduction to Computer Science"),
        ("course-v1:TUMx+QPLS1x+3T2026", "Quality Engineering and Management"),
        ("course-v1:UPValenciaX+BSP101x+1T2027", "Basic Spanish 1: Getting Started"),
        ("course-v1:KyotoUx+001x+2T2026", "The Chemistry of Life"),
        ("course-v1:WitsX+EDU101x+1T2027", "Teaching and Learning in a Digital Age"),
    ];

    private static readonly DateTimeOffset Opening = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(20260901);
    private long _nextUser = 1_000;

    public CourseEnrollmentCreated Next()
    {
        (string key, string name) = Pick(Courses);
        DateTimeOffset start = Opening.AddDays(_random.Next(0, 120));
        DateTimeOffset created = Opening.AddSeconds(_random.Next(0, 60 * 24 * 3600)).AddMicroseconds(_random.Next(0, 1_000_000));
        bool byStaff = _random.Next(10) == 0;
        return new CourseEnrollmentCreated(new CourseEnrollmentData(
            NextUser(),
            new CourseData(CourseKey.Parse(key), name, start, _random.Next(3) == 0 ? null : start.AddDays(70)),
            Pick(Modes),
            IsActive: _random.Next(50) != 0,
            created,
            byStaff ? new UserData(7, true, new UserPersonalData("staff", "staff@example.org", "Course Staff")) : null));
    }

    private UserData NextUser()
    {
        string first = Pick(FirstNames);
        string last = Pick(LastNames);
        long id = _nextUser++;
        string username = $"{first}{last}{id}".ToLowerInvariant();
        return new UserData(id, true, new UserPersonalData(username, $"{username}@example.org", $"{first} {last}"));
    }

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
