namespace EventSchemas.Declarations;

/// <summary>What an event type looks like: <c>org.openedx.learning.course.enrollment.created.v1</c>.</summary>
static class EventTypeName
{
    /// <summary>
    /// Whether it is two or more words separated by dots, each a lower-case letter, then lower-case letters, digits, <c>_</c> and
    /// <c>-</c>.
    /// </summary>
    public static bool IsWellFormed(string eventType)
    {
        string[] words = eventType.Split('.');
        return words.Length > 1 && words.All(IsWord);
    }

    private static bool IsWord(string word) =>
        word.Length > 0 && word[0] is >= 'a' and <= 'z' && word.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');
}
