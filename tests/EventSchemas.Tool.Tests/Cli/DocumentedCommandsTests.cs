using System.CommandLine;
using System.Text.RegularExpressions;
using EventSchemas.TestKit;

namespace EventSchemas.Tool.Tests;

/// <summary>The commands and options that the documentation names exist, and it names all that exist.</summary>
public sealed partial class DocumentedCommandsTests
{
    private static readonly RootCommand Root = EventSchemasTool.CreateRoot(ToolRun.Environment(TextWriter.Null, TextWriter.Null));

    private static readonly (string Page, string Text)[] Pages =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(RepositoryRoot.Path, "README.md"))
            .Select(file => (Path.GetRelativePath(RepositoryRoot.Path, file), File.ReadAllText(file))),
    ];

    [Fact]
    public void A_documented_command_exists_with_its_options()
    {
        string[] wrong = [.. Pages.SelectMany(page => Example().Matches(page.Text).SelectMany(match => Problems(page.Page, match.Value)))];

        Assert.Empty(wrong);
    }

    [Fact]
    public void Each_command_and_each_option_is_documented()
    {
        string text = string.Concat(
            Pages.Where(page => page.Page.StartsWith(Path.Combine("docs", "tool"), StringComparison.Ordinal)).Select(page => page.Text));
        string[] missing =
        [
            .. CommandTree.Runnable(Root).Where(one => !text.Contains(one.Path, StringComparison.Ordinal)).Select(one => one.Path),
            .. CommandTree.Runnable(Root)
                .SelectMany(one => one.Command.Options.Where(option => !option.Hidden && !IsOfLibrary(option)))
                .Select(option => option.Name)
                .Distinct()
                .Where(name => !Regex.IsMatch(text, Regex.Escape(name) + @"\b")),
        ];

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Problems(string page, string example)
    {
        string[] words = [.. example.Split((char[])[' ', '`', '|'], StringSplitOptions.RemoveEmptyEntries).Skip(1)];
        Command command = Root;
        foreach (string word in words)
        {
            if (command.Subcommands.FirstOrDefault(one => one.Name == word) is not { } next)
            {
                break;
            }

            command = next;
        }

        if (command == Root)
        {
            yield return $"{page}: {example}: there is no such command";
            yield break;
        }

        string[] known =
        [
            .. command.Options.SelectMany(option => option.Aliases.Append(option.Name)),
            .. command.Subcommands.SelectMany(one => one.Options).Select(option => option.Name),
            .. Root.Options.SelectMany(option => option.Aliases.Append(option.Name)),
        ];
        foreach (string option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')[0]))
        {
            if (!known.Contains(option.TrimEnd('.', ',', ';', ':', ')', ']')))
            {
                yield return $"{page}: {example}: {command.Name} has no option {option}";
            }
        }
    }

    private static bool IsOfLibrary(Option option) => option.GetType().Namespace == "System.CommandLine.Help";

    // Up to the end of the line, or of the code in it.
    [GeneratedRegex(@"(?<![\w./-])eventschemas [a-z][^`\r\n|]*")]
    private static partial Regex Example();
}
