using System.Globalization;

namespace EventSchemas.TestKit;

/// <summary>The number of generated inputs.</summary>
public static class Scale
{
    /// <summary>The multiple of the usual number: 1, or the value of <c>EVENTSCHEMAS_TEST_SCALE</c>.</summary>
    public static int Factor { get; } = Number("EVENTSCHEMAS_TEST_SCALE", 1);

    /// <summary>
    /// The first input of a fuzz run: 0, or the value of <c>EVENTSCHEMAS_FUZZ_START</c>, to continue where another run ended.
    /// </summary>
    public static int FirstInput { get; } = Number("EVENTSCHEMAS_FUZZ_START", 0);

    /// <summary>All items where <see cref="Factor"/> isn't 1; otherwise every <paramref name="each"/>th of them.</summary>
    public static IEnumerable<T> Sample<T>(IEnumerable<T> items, int each) => items.Where((_, i) => Factor > 1 || i % each == 0);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
