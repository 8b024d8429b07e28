using System.Text.RegularExpressions;
using EventSchemas.TestKit;

namespace EventSchemas.Tests;

/// <summary>The documentation for contributors links to files that exist.</summary>
public sealed partial class DocumentedFilesTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md",
        "CONTRIBUTING.md",
        "docs/architecture.md",
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs", "contributing"), "*.md")
            .Select(file => $"docs/contributing/{Path.GetFileName(file)}"),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_and_folders_of_the_repository(string page)
    {
        string path = Path.Combine(RepositoryRoot.Path, page);
        string[] targets =
        [
            .. Link().Matches(File.ReadAllText(path))
                .Select(link => link.Groups["target"].Value)
                .Where(target => !target.StartsWith("http", StringComparison.Ordinal))
                .Select(target => target.Split('#')[0])
                .Where(target => target.Length > 0),
        ];

        Assert.NotEmpty(targets);
        Assert.DoesNotContain(targets, target => !Path.Exists(Path.GetFullPath(target, Path.GetDirectoryName(path)!)));
    }

    [Fact]
    public void The_architecture_answers_where_things_are_decided()
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "architecture.md"));
        string[] questions = [.. lines.Where(line => Question().IsMatch(line))];

        Assert.True(questions.Length >= 10, $"{questions.Length} questions");
        Assert.All(questions, question => Assert.Matches(Link(), question));
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| (Where|Which|Can|What|How|When)[^|]*\? \|")]
    private static partial Regex Question();
}
