using System.Globalization;

namespace EventSchemas.TestKit;

/// <summary>How much is tried.</summary>
public static class Scale
{
    /// <summary>How many times more than in a usual run: 1, or what <c>EVENTSCHEMAS_TEST_SCALE</c> says.</summary>
    public static int Factor { get; } = Number("EVENTSCHEMAS_TEST_SCALE", 1);

    /// <summary>The first input of a fuzz run: 0, or what <c>EVENTSCHEMAS_FUZZ_START</c> says, to go on where another run ended.</summary>
    public static int FirstInput { get; } = Number("EVENTSCHEMAS_FUZZ_START", 0);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
