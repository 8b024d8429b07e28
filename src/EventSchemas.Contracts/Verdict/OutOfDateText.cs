using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>That contracts are out of date (EVS2002), in words.</summary>
static class OutOfDateText
{
    private const int MostNamed = 3;

    /// <summary>The arguments of the rule's message.</summary>
    /// <param name="events">The events that differ in the same way.</param>
    /// <param name="difference">What differs.</param>
    /// <param name="reassurance">What can be said about it.</param>
    public static object[] Arguments(IReadOnlyList<string> events, string difference, string reassurance) =>
        [Subject(events), difference, reassurance];

    /// <summary>The events, at most three of them by name, and that they no longer match their contracts.</summary>
    public static string Subject(IReadOnlyList<string> events)
    {
        int more = events.Count - MostNamed;
        return string.Join(", ", events.Take(MostNamed))
            + (more > 0 ? $" and {more.ToString(CultureInfo.InvariantCulture)} more" : "")
            + (events.Count == 1 ? " no longer matches its contract file" : " no longer match their contract files");
    }
}
