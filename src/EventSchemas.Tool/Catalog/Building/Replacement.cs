using System.Text.RegularExpressions;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Finds which event came after one that has ended.</summary>
static partial class Replacement
{
    /// <summary>
    /// The event that the reason of its end names, or else the next version of its type that is in use; null where neither is.
    /// </summary>
    /// <param name="retirement">Its end.</param>
    /// <param name="inUse">The events that haven't ended.</param>
    public static string? Of(Retirement retirement, IReadOnlySet<string> inUse) =>
        Word().Matches(retirement.Reason).Select(word => word.Value.TrimEnd('.')).FirstOrDefault(inUse.Contains)
        ?? NextOf(retirement.EventType, inUse);

    // As many as there are events: each step is another one.
    private static string? NextOf(string eventType, IReadOnlySet<string> inUse)
    {
        string next = eventType;
        return inUse.Select(_ => next = NextEventType.After(next).EventType).FirstOrDefault(inUse.Contains);
    }

    [GeneratedRegex(@"[\w.-]+")]
    private static partial Regex Word();
}
