using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>The successor of an event type: <c>org.acme.a.v2</c> after <c>org.acme.a.v1</c>.</summary>
/// <param name="EventType">The next event type.</param>
/// <param name="Version">The number of the version before it.</param>
sealed record NextEventType(string EventType, int Version)
{
    /// <summary>The event type after another one. One without a version counts as the first.</summary>
    public static NextEventType After(string eventType)
    {
        int end = eventType.LastIndexOf(".v", StringComparison.Ordinal);
        string number = end < 0 ? "" : eventType.Substring(end + 2);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version < int.MaxValue
            ? new NextEventType(eventType.Substring(0, end) + Suffix(version + 1), version)
            : new NextEventType(eventType + Suffix(2), 1);
    }

    /// <summary>The flag of the next event type: a new event has a flag of its own.</summary>
    public string FlagAfter(string flag)
    {
        string old = "V" + Version.ToString(CultureInfo.InvariantCulture);
        string stem = flag.EndsWith(old, StringComparison.Ordinal) ? flag.Substring(0, flag.Length - old.Length) : flag;
        return stem + "V" + (Version + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static string Suffix(int version) => ".v" + version.ToString(CultureInfo.InvariantCulture);
}
