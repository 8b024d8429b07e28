using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary>The options of <c>catalog</c>.</summary>
sealed class CatalogOptions
{
    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "The folder of the catalogue. It is replaced where it has one, and refused where it has something else.",
        HelpName = "folder",
    };

    public Option<string?> Title { get; } = new("--title")
    {
        Description = "The title of the site. Default: Events.",
        HelpName = "text",
    };

    public Option<string[]> Python { get; } = new("--python")
    {
        Description = "A service in Python with its Django settings, as Python, JSON or YAML: lms=settings.py. Nothing is run.",
        HelpName = "service=file",
    };

    public Option<string[]> Observed { get; } = new("--observed")
    {
        Description = "What 'tail --summary --json' wrote: who still sends which version.",
        HelpName = "file",
    };

    public Option<string?> Previous { get; } = new("--previous")
    {
        Description = "The catalogue before this one, a folder or its catalog.json: it says what is new. Default: the one in the folder.",
        HelpName = "path",
    };

    public Option<string[]> Source { get; } = new("--source")
    {
        Description = "Where the sources of a service are: orders=https://example.org/orders/blob/main/{file}#L{line}. * is all services.",
        HelpName = "service=url",
    };

    public Option<string?> Environment { get; } = new("--environment")
    {
        Description = "Only builds for this environment, and those that name none.",
        HelpName = "name",
    };

    public Option<bool> ExitCode { get; } = new("--exit-code") { Description = "End with 1 where builds contradict each other." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Output, Title, Python, Observed, Previous, Source, Environment, ExitCode })
        {
            command.Options.Add(option);
        }
    }
}
