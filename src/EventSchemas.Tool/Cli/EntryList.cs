using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Lists for people, whose names stay whole at any width: the columns of a table would break them.</summary>
static class EntryList
{
    private const int Indentation = 2;

    /// <summary>Writes a list.</summary>
    public static void WriteEntries(this ToolEnvironment environment, IReadOnlyList<ListEntry> entries)
    {
        int width = environment.Out.Profile.Width;
        int words = entries.Select(entry => entry.Word.Length).DefaultIfEmpty().Max() + Indentation;
        foreach (ListEntry entry in entries)
        {
            environment.Out.MarkupInterpolated($"[{entry.Colour}]{entry.Word.PadRight(words)}[/]");
            string about = string.Join('\n', WrappedText.Lines(entry.Subject, width, words));
            environment.WriteText(about[words..]);
            foreach (string line in entry.Details.SelectMany(detail => WrappedText.Lines(detail, width, Indentation)))
            {
                environment.WriteText(line);
            }
        }
    }
}

/// <summary>An entry of a list for people. Immutable.</summary>
/// <param name="Word">What was decided, or is to be done.</param>
/// <param name="Colour">The colour of the word.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Details">What is said of it, a line each.</param>
sealed record ListEntry(string Word, string Colour, string Subject, IReadOnlyList<string> Details);
