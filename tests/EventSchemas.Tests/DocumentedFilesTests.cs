using System.Text.RegularExpressions;
using EventSchemas.TestKit;

namespace EventSchemas.Tests;

/// <summary>What the documentation links to exists.</summary>
public sealed partial class DocumentedFilesTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md",
        "CONTRIBUTING.md",
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_folders_and_headings_of_the_repository(string page)
    {
        string path = Path.Combine(RepositoryRoot.Path, page);
        string[] broken =
        [
            .. Link().Matches(WithoutCode(File.ReadAllText(path)))
                .Select(link => link.Groups["target"].Value)
                .Where(target => !target.StartsWith("http", StringComparison.Ordinal) && !Exists(path, target)),
        ];

        Assert.Empty(broken);
    }

    [Fact]
    public void The_architecture_answers_where_things_are_decided()
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "architecture.md"));
        string[] questions = [.. lines.Where(line => Question().IsMatch(line))];

        Assert.True(questions.Length >= 10, $"{questions.Length} questions");
        Assert.All(questions, question => Assert.Matches(Link(), question));
    }

    private static bool Exists(string page, string target)
    {
        string[] parts = target.Split('#');
        string file = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!);
        return Path.Exists(file) && (parts.Length == 1 || Heading().Matches(WithoutCode(File.ReadAllText(file)))
            .Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]));
    }

    // As the code host makes it of a heading.
    private static string Anchor(string heading) =>
        NotOfAnchor().Replace(LinkText().Replace(heading, "$1").Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string text) => CodeBlock().Replace(text, "");

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotOfAnchor();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| (Where|Which|Can|What|How|When)[^|]*\? \|")]
    private static partial Regex Question();
}
