using System.Text.RegularExpressions;

namespace EventSchemas.TestKit;

/// <summary>A block of code on a page.</summary>
/// <param name="Page">The page's path.</param>
/// <param name="Section">The last heading of the second level before it, or an empty text.</param>
/// <param name="Line">The number of its first line of code, from 1.</param>
/// <param name="Language">The first word behind its fence, or an empty text.</param>
/// <param name="Mark">The second word, which code hosts ignore; null if there is none.</param>
/// <param name="Code">Its lines, without the indentation of the fence.</param>
public sealed partial record CodeBlock(string Page, string Section, int Line, string Language, string? Mark, string Code)
{
    /// <summary>The mark of a block that is about another product, so that there is nothing of ours to check.</summary>
    public const string OtherProduct = "other-product";

    /// <summary>The file that the line before it ends with, as in "Write `a.cs`:"; null if it names none.</summary>
    public string? File { get; init; }

    /// <summary>The terminal that the comment before it names; null if there is none.</summary>
    public string? Terminal { get; init; }

    /// <summary>The blocks of a page, in their order.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="text">Its text.</param>
    public static IEnumerable<CodeBlock> Read(string page, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        string section = "";
        for (int i = 0; i < lines.Length; i++)
        {
            section = lines[i].StartsWith("## ", StringComparison.Ordinal) ? lines[i][3..] : section;
            if (Fence().Match(lines[i]) is { Success: true } fence)
            {
                int indentation = fence.Groups["indentation"].Length;
                string[] code = [.. lines.Skip(i + 1).TakeWhile(line => line.TrimStart() != "```")];
                string[] info = fence.Groups["info"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                yield return new CodeBlock(
                    page,
                    section,
                    i + 2,
                    info.ElementAtOrDefault(0) ?? "",
                    info.ElementAtOrDefault(1),
                    string.Join('\n', code.Select(line => line[Math.Min(indentation, line.Length)..])))
                {
                    File = ValueOf(FileBefore().Match(lines.ElementAtOrDefault(i - 2) ?? "")),
                    Terminal = ValueOf(TerminalBefore().Match(lines.ElementAtOrDefault(i - 1) ?? "")),
                };
                i += code.Length + 1;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Page}({Line})";

    private static string? ValueOf(Match match) => match.Success ? match.Groups["name"].Value : null;

    [GeneratedRegex("^(?<indentation> *)```(?<info>.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<name>[^`]+)`:$")]
    private static partial Regex FileBefore();

    [GeneratedRegex(@"^<!-- terminal (?<name>\w+) -->$")]
    private static partial Regex TerminalBefore();
}
