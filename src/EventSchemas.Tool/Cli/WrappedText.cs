namespace EventSchemas.Tool;

/// <summary>Breaks text between words for a terminal, with an indentation.</summary>
static class WrappedText
{
    private const int Narrowest = 20;

    /// <summary>The lines of a text; a word that is longer than a line stays whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width of the terminal.</param>
    /// <param name="indentation">The spaces before each line.</param>
    public static IEnumerable<string> Lines(string text, int width, int indentation)
    {
        string margin = new(' ', indentation);
        int room = Math.Max(width - indentation, Narrowest);
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > room)
                {
                    yield return margin + line;
                    line = word;
                }
                else
                {
                    line = line.Length == 0 ? word : $"{line} {word}";
                }
            }

            yield return margin + line;
        }
    }
}
