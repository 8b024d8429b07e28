namespace EventSchemas;

/// <summary>Plausible values by the names of fields. Behind the first one are those that other types of a field's text take.</summary>
static class ExampleValues
{
    public const string Uuid = "0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10";

    private const string Instant = "2024-01-02T03:04:05.678000+00:00";
    private const string Course = "course-v1:edX+DemoX+2024";
    private const string Ccx = "ccx-v1:edX+DemoX+2024+ccx@1";
    private const string Block = "block-v1:edX+DemoX+2024+type@problem+block@intro";

    // In this order: the first part that the name contains counts.
    private static readonly (string Part, string Text)[] TextsByName =
    [
        ("email", "ada@example.org"),
        ("username", "ada"),
        ("first_name", "Ada"),
        ("last_name", "Lovelace"),
        ("uuid", Uuid),
        ("guid", Uuid),
        ("url", "https://example.org/demo"),
        ("uri", "https://example.org/demo"),
        ("library_key", "lib:edX:demo"),
        ("usage_key", Block),
        ("block", Block),
        ("ccx", Ccx),
        ("course", Course),
        ("context_key", Course),
        ("currency", "EUR"),
        ("country", "DE"),
        ("language", "en"),
        ("phone", "+49 30 1234567"),
        ("mode", "verified"),
        ("title", "An example"),
        ("description", "What an example looks like"),
        ("time", Instant),
        ("date", Instant),
        ("_at", Instant),
        ("name", "Ada Lovelace"),
    ];

    // What types that are written as text parse: keys of Open edX, instants, numbers, addresses.
    private static readonly string[] OtherTexts =
    [
        "example", Uuid, Instant, "2024-01-02T03:04:05", "2024-01-02", "03:04:05", Course, Ccx, Block, "lib:edX:demo",
        "lb:edX:demo:problem:intro", "lib-collection:edX:demo:first", "lct:edX:demo:unit:first", "https://example.org/demo",
        "ada@example.org", "en", "1", "1.5", "true", "1.02:03:04", "127.0.0.1", "a", "{}", "",
    ];

    private static readonly (string Part, long Number)[] NumbersByName =
    [
        ("year", 2024), ("percent", 85), ("count", 3), ("total", 3), ("version", 2), ("id", 42),
    ];

    private static readonly long[] OtherNumbers = [1, 0, 100, 1_704_164_645, 1_704_164_645_678];

    public static IReadOnlyList<string> Texts(string name) =>
        [.. TextsByName.Where(row => Contains(name, row.Part)).Select(row => row.Text).Take(1), .. OtherTexts];

    public static IReadOnlyList<long> Numbers(string name) =>
        [.. NumbersByName.Where(row => Contains(name, row.Part)).Select(row => row.Number).Take(1), .. OtherNumbers];

    public static double Fraction(string name) => Contains(name, "grade") || Contains(name, "score") ? 0.85 : 1.5;

    private static bool Contains(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
