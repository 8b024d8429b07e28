using System.Text.RegularExpressions;

namespace EventSchemas.Package.Tests;

/// <summary>A block of code of a page.</summary>
/// <param name="Language">The first word behind the fence: "shell".</param>
/// <param name="Note">The second one; null where there is none.</param>
/// <param name="File">The file that the line before the block ends with, as in "Write `a.cs`:"; null where there is none.</param>
/// <param name="Text">What is in it.</param>
sealed partial record MarkdownBlock(string Language, string? Note, string? File, string Text)
{
    /// <summary>The blocks of a page, in their order.</summary>
    public static IEnumerable<MarkdownBlock> Read(string page) =>
        from block in Block().Matches(page.ReplaceLineEndings("\n"))
        let file = block.Groups["file"]
        let note = block.Groups["note"]
        select new MarkdownBlock(
            block.Groups["language"].Value,
            note.Success ? note.Value : null,
            file.Success ? file.Value : null,
            block.Groups["text"].Value);

    [GeneratedRegex(
        """(?:`(?<file>[^`\n]+)`:\n\n)?^```(?<language>\w*)(?: (?<note>\w+))?\n(?<text>.*?)^```$""",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
