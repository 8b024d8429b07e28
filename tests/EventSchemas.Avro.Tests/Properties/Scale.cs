using System.Globalization;

namespace EventSchemas.Avro.Tests;

/// <summary>How many times more is tried than in a usual run: 1, or what <c>EVENTSCHEMAS_TEST_SCALE</c> says.</summary>
static class Scale
{
    public static int Factor { get; } = Environment.GetEnvironmentVariable("EVENTSCHEMAS_TEST_SCALE") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
}
