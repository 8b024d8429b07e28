using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>
/// What an event type looks like: <c>org.openedx.learning.course.enrollment.created.v1</c>, or any text that CloudEvents allows.
/// </summary>
static class EventTypeName
{
    // A file name has 255 bytes at most, of which the contract file's ending and that of its temporary copy take 51. The rest is left for
    // what topics and subjects put before it.
    private const int MaxLength = 200;

    private const int LastOfPlane = 0xFFFE;

    /// <summary>Whether an attribute gives an event type that can be one.</summary>
    public static bool IsWellFormed(EventAttribute attribute) => Problem(attribute) is null;

    /// <summary>What keeps an event type from being one, and what to write, as the end of a sentence; null where nothing does.</summary>
    public static string? Problem(EventAttribute attribute) =>
        (attribute.Conventions.EventTypesAreWords ? null : ProblemOfVersion(attribute))
        ?? Problem(attribute.EventType, attribute.Conventions);

    /// <summary>What keeps a text from being an event type of these conventions; null where nothing does.</summary>
    public static string? Problem(string eventType, EventConventions conventions) =>
        conventions.EventTypesAreWords ? ProblemOfWords(eventType) : ProblemOfText(eventType);

    // It is two or more words separated by dots, each a lower-case letter, then lower-case letters, digits, _ and -.
    private static string? ProblemOfWords(string eventType)
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

    private static string? ProblemOfVersion(EventAttribute attribute) =>
        attribute.Version is not { } version ? null
        : version < 1 ? $"its version is {version.ToString(CultureInfo.InvariantCulture)}: write Version = 1 or a higher number"
        : NextEventType.HasVersion(attribute.DeclaredType!)
            ? "its version is given twice: remove Version, or the ending of the event type"
        : null;

    private static string? ProblemOfText(string eventType)
    {
        int length = ContractFileName.Of(eventType).Length;
        return string.IsNullOrWhiteSpace(eventType) ? "write a name, for example 'com.example.order.placed.v1'"
            : eventType.Trim() != eventType ? "remove the white space around it"
            : HasForbidden(eventType)
                ? "it has a control character, or one that Unicode doesn't assign, and CloudEvents allows neither: remove it"
            : length > MaxLength
                ? FormattableString.Invariant($"as a file name it has {length} characters, and there is room for {MaxLength}: shorten it")
            : null;
    }

    private static bool HasForbidden(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                if ((char.ConvertToUtf32(text[i], text[i + 1]) & LastOfPlane) == LastOfPlane)
                {
                    return true;
                }

                i++;
            }
            else if (char.IsControl(text[i]) || char.IsSurrogate(text[i]) || text[i] is (>= '\uFDD0' and <= '\uFDEF') or >= '\uFFFE')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(string word) =>
        word.Length > 0 && word[0] is >= 'a' and <= 'z' && word.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');
}
