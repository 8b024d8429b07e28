using Spectre.Console;

namespace EventSchemas.Tool.Tests;

/// <summary>How a command ended, and what it wrote.</summary>
sealed record ToolRun(int ExitCode, string Output, string Error)
{
    // Beside the tests lie manifests of the samples, which a command would take for those of its service.
    private static readonly string Nowhere = Directory.CreateTempSubdirectory("eventschemas tool ").FullName;

    /// <summary>Runs a command line in this process, without colours.</summary>
    /// <param name="arguments">The command line, split at spaces.</param>
    /// <param name="directory">The folder that relative paths start from.</param>
    /// <param name="width">The width of the terminal.</param>
    /// <param name="answers">What a person answers, a line each; null where nobody can.</param>
    public static Task<ToolRun> OfAsync(string arguments, string? directory = null, int width = 80, string? answers = null) =>
        OfAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), directory, width, answers);

    /// <inheritdoc cref="OfAsync(string, string?, int, string?)"/>
    public static async Task<ToolRun> OfAsync(
        IReadOnlyList<string> arguments, string? directory = null, int width = 80, string? answers = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = await EventSchemasTool.RunAsync(
            arguments, Environment(output, error, directory, width, answers), TestContext.Current.CancellationToken);
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>What a command sees of its process.</summary>
    public static ToolEnvironment Environment(
        TextWriter output,
        TextWriter error,
        string? directory = null,
        int width = 80,
        string? answers = null,
        TimeProvider? time = null) => new()
    {
        Out = ConsoleOn(output, width),
        Error = ConsoleOn(error, width),
        In = new StringReader(answers ?? ""),
        IsInteractive = answers is not null,
        CurrentDirectory = directory ?? Nowhere,
        Variables = new Dictionary<string, string>(),
        Time = time ?? TimeProvider.System,
    };

    private static IAnsiConsole ConsoleOn(TextWriter writer, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }
}
