namespace EventSchemas.Declarations;

/// <summary>What an event type looks like: <c>org.openedx.learning.course.enrollment.created.v1</c>.</summary>
static class EventTypeName
{
    // A file name has 255 bytes at most, of which the contract file's ending and that of its temporary copy take 51. The rest is left for
    // what topics and subjects put before it.
    private const int MaxLength = 200;

    /// <summary>Whether it can be an event type.</summary>
    public static bool IsWellFormed(string eventType) => Problem(eventType) is null;

    /// <summary>
    /// What keeps a text from being an event type, and what to write, as the end of a sentence; null where nothing does. It is two or more
    /// words separated by dots, each a lower-case letter, then lower-case letters, digits, <c>_</c> and <c>-</c>.
    /// </summary>
    public static string? Problem(string eventType)
    {
        string[] words = eventType.Split('.');
        return words.Length < 2 || !words.All(IsWord)
                ? "write two or more words with dots between them, each a lower-case letter, then lower-case letters, digits, '_' and '-', "
                    + "for example 'org.openedx.learning.course.enrollment.created.v1'"
            : eventType.Length > MaxLength
                ? FormattableString.Invariant($"it has {eventType.Length} characters, and names of files and topics leave room for ")
                    + FormattableString.Invariant($"{MaxLength}: shorten it")
            : null;
    }

    private static bool IsWord(string word) =>
        word.Length > 0 && word[0] is >= 'a' and <= 'z' && word.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');
}
