namespace EventSchemas.Tool;

/// <summary>Breaks text between words for a terminal, with an indentation.</summary>
static class WrappedText
{
    private const int Narrowest = 20;

    /// <summary>The lines of a text; a word that is longer than a line stays whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width of the terminal.</param>
    /// <param name="indentation">The spaces before each line.</param>
    /// <param name="hanging">The further spaces before each line but the first.</param>
    public static IEnumerable<string> Lines(string text, int width, int indentation, int hanging = 0)
    {
        string margin = new(' ', indentation);
        string deeper = new(' ', hanging);
        int room = Math.Max(width - indentation - hanging, Narrowest);
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > room)
                {
                    yield return margin + line;
                    margin = $"{margin}{deeper}";
                    deeper = "";
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
