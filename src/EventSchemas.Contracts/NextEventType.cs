using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>The successor of an event type: <c>org.acme.a.v2</c> after <c>org.acme.a.v1</c>.</summary>
/// <param name="EventType">The next event type.</param>
/// <param name="Version">The number of the version before it.</param>
sealed record NextEventType(string EventType, int Version)
{
    /// <summary>The event type after another one. One without a version counts as the first.</summary>
    public static NextEventType After(string eventType) => VersionOf(eventType) is { } version
        ? new NextEventType(Of(eventType.Substring(0, End(eventType)), version + 1), version)
        : new NextEventType(Of(eventType, 2), 1);

    /// <summary>Whether an event type ends with the number of a version.</summary>
    public static bool HasVersion(string eventType) => VersionOf(eventType) is not null;

    /// <summary>An event type with the number of its version.</summary>
    public static string Of(string eventType, int version) => eventType + Suffix(version);

    /// <summary>The flag of the next event type: a new event has a flag of its own.</summary>
    public string FlagAfter(string flag)
    {
        string old = "V" + Version.ToString(CultureInfo.InvariantCulture);
        string stem = flag.EndsWith(old, StringComparison.Ordinal) ? flag.Substring(0, flag.Length - old.Length) : flag;
        return stem + "V" + (Version + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static int? VersionOf(string eventType)
    {
        int end = End(eventType);
        string number = end < 0 ? "" : eventType.Substring(end + 2);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version < int.MaxValue
            ? version
            : null;
    }

    private static int End(string eventType) => eventType.LastIndexOf(".v", StringComparison.Ordinal);

    private static string Suffix(int version) => ".v" + version.ToString(CultureInfo.InvariantCulture);
}
