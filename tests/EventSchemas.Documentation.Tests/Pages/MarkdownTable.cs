using System.Text.RegularExpressions;

namespace EventSchemas.Documentation.Tests;

/// <summary>Reads tables of pages.</summary>
static partial class MarkdownTable
{
    /// <summary>The rows of all tables of a page that have a column of this name first.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firstColumn">The name of the first column.</param>
    /// <returns>The cells, by the names of their columns.</returns>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(DocumentationPage page, string firstColumn)
    {
        string[]? columns = null;
        foreach (string line in page.Text.Split('\n'))
        {
            string[] cells = CellsOf(line);
            if (cells.Length == 0)
            {
                columns = null;
            }
            else if (columns is null)
            {
                columns = cells;
            }
            else if (columns[0] == firstColumn && !cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                yield return columns.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
            }
        }
    }

    /// <summary>The texts of a cell that are code.</summary>
    public static IReadOnlyList<string> CodeIn(string cell) => [.. Code().Matches(cell).Select(match => match.Groups["code"].Value)];

    private static string[] CellsOf(string line) =>
        line.StartsWith('|') ? [.. line.Trim()[1..^1].Split('|').Select(cell => cell.Trim())] : [];

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();
}
