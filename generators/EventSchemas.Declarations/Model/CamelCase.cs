namespace EventSchemas.Declarations;

/// <summary>Names as <c>JsonNamingPolicy.CamelCase</c> makes them, under any culture.</summary>
static class CamelCase
{
    /// <summary>
    /// The name with its first word in lower case: <c>CourseKey</c> becomes <c>courseKey</c>, and <c>URLPath</c> <c>urlPath</c>.
    /// </summary>
    public static string From(string name)
    {
        char[] text = name.ToCharArray();
        for (int i = 0; i < text.Length; i++)
        {
            // The last capital of several begins the next word.
            bool beginsNextWord = i > 0 && i + 1 < text.Length && !char.IsUpper(text[i + 1]);
            if (!char.IsUpper(text[i]) || beginsNextWord)
            {
                break;
            }

            text[i] = char.ToLowerInvariant(text[i]);
        }

        return new string(text);
    }
}
