using System.Globalization;

namespace EventSchemas.Declarations;

/// <summary>Names as <c>JsonNamingPolicy.SnakeCaseLower</c> makes them, under any culture.</summary>
static class SnakeCase
{
    private const int MaxOnStack = 128;

    private enum State
    {
        Start,
        Upper,
        LowerOrDigit,
        Space,
    }

    /// <summary>The name with words in lower case and a separator between them.</summary>
    public static string From(string name, char separator = '_')
    {
        // A separator comes before a letter at most.
        int longest = 2 * name.Length;
        Span<char> text = longest <= MaxOnStack ? stackalloc char[longest] : new char[longest];
        int length = 0;
        State state = State.Start;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.UppercaseLetter:
                    bool startsWord = state is State.LowerOrDigit or State.Space
                        || (state == State.Upper && i + 1 < name.Length && char.IsLower(name[i + 1]));
                    if (startsWord)
                    {
                        text[length++] = separator;
                    }

                    text[length++] = char.ToLowerInvariant(c);
                    state = State.Upper;
                    break;
                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (state == State.Space)
                    {
                        text[length++] = separator;
                    }

                    text[length++] = c;
                    state = State.LowerOrDigit;
                    break;
                case UnicodeCategory.SpaceSeparator:
                    state = state == State.Start ? State.Start : State.Space;
                    break;
                default:
                    text[length++] = c;
                    state = State.Start;
                    break;
            }
        }

        return text.Slice(0, length).ToString();
    }
}
