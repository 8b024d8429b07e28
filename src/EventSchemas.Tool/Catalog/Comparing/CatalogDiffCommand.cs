using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary><c>catalog diff</c>: what changed between two catalogues, as Markdown for a pull request.</summary>
static class CatalogDiffCommand
{
    private const int ItemLength = 2;

    public static Command Create(ToolEnvironment environment)
    {
        const string what = "a folder that 'catalog' wrote, or its catalog.json.";
        var old = new Argument<string>("a") { Description = "The catalogue before: " + what };
        var @new = new Argument<string>("b") { Description = "The catalogue after, likewise." };
        var command = new Command("diff", "Say as Markdown what changed between two catalogues. Ends with 1 where somebody breaks.")
        {
            old, @new,
        };
        command.SetAction(result =>
        {
            CatalogDifference difference = CatalogDifference.Between(
                CatalogOutput.Read(environment.PathOf(result.GetValue(old)!)),
                CatalogOutput.Read(environment.PathOf(result.GetValue(@new)!)));
            if (result.GetValue(CommonOptions.Json))
            {
                environment.WriteJson(difference);
            }
            else
            {
                Write(environment, CatalogMarkdown.Of(difference));
            }

            return difference.Breaks ? ExitCode.Findings : ExitCode.Success;
        });
        return command;
    }

    // Between words, and still Markdown: the rest of an item is as far in as its beginning.
    private static void Write(ToolEnvironment environment, string markdown)
    {
        foreach (string line in markdown.Split('\n'))
        {
            int indentation = line.Length - line.TrimStart(' ').Length;
            foreach (string part in WrappedText.Lines(line, environment.Out.Profile.Width, indentation, ItemLength))
            {
                environment.WriteText(part);
            }
        }
    }
}
