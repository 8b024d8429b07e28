using System.Text.RegularExpressions;

namespace EventSchemas.Documentation.Tests;

/// <summary>A page of the documentation.</summary>
/// <param name="Path">Its path in the repository, with slashes.</param>
/// <param name="Text">Its text.</param>
sealed record DocumentationPage(string Path, string Text)
{
    /// <summary>The README and everything in <c>docs</c>.</summary>
    public static IReadOnlyList<DocumentationPage> All { get; } =
    [
        .. Directory.GetFiles(System.IO.Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Prepend(System.IO.Path.Combine(RepositoryRoot.Path, "README.md"))
            .Select(file => new DocumentationPage(
                System.IO.Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'),
                File.ReadAllText(file).ReplaceLineEndings("\n")))
            .OrderBy(page => page.Path, StringComparer.Ordinal),
    ];

    /// <summary>Its blocks of code, in order.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; } = [.. CodeBlock.Of(Path, Text)];

    /// <summary>A page.</summary>
    /// <param name="path">Its path in the repository.</param>
    public static DocumentationPage Of(string path) => All.Single(page => page.Path == path);

    /// <inheritdoc/>
    public override string ToString() => Path;
}

/// <summary>A block of code on a page.</summary>
/// <param name="Page">The page's path.</param>
/// <param name="Section">The last heading of the second level before it, or an empty text.</param>
/// <param name="Line">The number of its first line of code, from 1.</param>
/// <param name="Language">The first word behind its fence, or an empty text.</param>
/// <param name="Mark">The second word, which code hosts ignore; null if there is none.</param>
/// <param name="Code">Its lines, without the indentation of the fence.</param>
sealed partial record CodeBlock(string Page, string Section, int Line, string Language, string? Mark, string Code)
{
    /// <summary>The mark of a block that is about another product, so that there is nothing of ours to check.</summary>
    public const string OtherProduct = "other-product";

    /// <summary>The blocks of a text.</summary>
    public static IEnumerable<CodeBlock> Of(string page, string text)
    {
        string[] lines = text.Split('\n');
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
                    string.Join('\n', code.Select(line => line[Math.Min(indentation, line.Length)..])));
                i += code.Length + 1;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Page}({Line})";

    [GeneratedRegex("^(?<indentation> *)```(?<info>.*)$")]
    private static partial Regex Fence();
}
