using System.Text.RegularExpressions;

namespace EventSchemas.Package.Tests;

/// <summary>A block of code of a page.</summary>
/// <param name="Language">The word behind the fence: "bash".</param>
/// <param name="Terminal">The terminal that the comment before it names; null where there is none.</param>
/// <param name="File">The file that the line before it ends with, as in "Write `a.cs`:"; null where there is none.</param>
/// <param name="Text">What is in it.</param>
sealed partial record MarkdownBlock(string Language, string? Terminal, string? File, string Text)
{
    /// <summary>The blocks of a page, in their order.</summary>
    public static IEnumerable<MarkdownBlock> Read(string page) =>
        Block().Matches(page.ReplaceLineEndings("\n")).Select(block => new MarkdownBlock(
            block.Groups["language"].Value,
            ValueOf(block.Groups["terminal"]),
            ValueOf(block.Groups["file"]),
            block.Groups["text"].Value));

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(
        """(?:`(?<file>[^`\n]+)`:\n\n|^<!-- terminal (?<terminal>\w+) -->\n)?^```(?<language>\w*)\n(?<text>.*?)^```$""",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
