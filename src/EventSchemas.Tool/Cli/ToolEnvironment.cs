using System.Collections;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>What a command sees of the process that it runs in. Tests have their own.</summary>
sealed class ToolEnvironment
{
    // Wide enough that nothing is broken into lines where no terminal shows it.
    private const int WidthOfPipe = 32_000;

    /// <summary>The standard output: what was asked for.</summary>
    public required IAnsiConsole Out { get; init; }

    /// <summary>The standard error: what went wrong, questions, and progress.</summary>
    public required IAnsiConsole Error { get; init; }

    /// <summary>Answers to questions.</summary>
    public required TextReader In { get; init; }

    /// <summary>Whether a person can answer a question.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The environment of this process.</summary>
    public static ToolEnvironment OfProcess() => new()
    {
        Out = ConsoleOn(Console.IsOutputRedirected ? PipeOutput.OfProcess() : Console.Out, Console.IsOutputRedirected),
        Error = ConsoleOn(Console.Error, Console.IsErrorRedirected),
        In = Console.In,
        IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        CurrentDirectory = Environment.CurrentDirectory,
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
    };

    /// <summary>A full path, relative to <see cref="CurrentDirectory"/>.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, CurrentDirectory);

    /// <summary>Writes an error, in red where there are colours.</summary>
    public void WriteError(string message) => Error.MarkupLineInterpolated($"[red]{message}[/]");

    /// <summary>Writes text to the standard output as it is: no markup, no line breaks of its own.</summary>
    public void WriteText(string text) => Out.Profile.Out.Writer.WriteLine(text);

    /// <summary>
    /// Asks whether a plan that was shown is carried out. Without a terminal nothing is asked, and <c>--yes</c> must have been given.
    /// </summary>
    /// <exception cref="ToolException">Nobody agrees.</exception>
    public void Confirm(string question, bool yes)
    {
        if (yes)
        {
            return;
        }

        if (!IsInteractive)
        {
            throw new ToolException("Nothing was changed: add --yes to carry this out where no terminal can answer.", ExitCode.Declined);
        }

        Error.Markup($"{Markup.Escape(question)} [[y/N]] ");
        if (In.ReadLine()?.Trim() is not ("y" or "Y" or "yes" or "Yes" or "YES"))
        {
            throw new ToolException("Nothing was changed.", ExitCode.Declined);
        }
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthOfPipe;
        }

        return console;
    }
}
