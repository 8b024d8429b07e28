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

    /// <summary>The full path of a folder that an option names.</summary>
    /// <param name="path">The path, as it was given.</param>
    /// <param name="option">The option's name.</param>
    /// <exception cref="ToolException">There is no such folder.</exception>
    public string ExistingFolder(string path, string option) => Directory.Exists(PathOf(path))
        ? PathOf(path)
        : throw new ToolException($"There is no folder {PathOf(path)}: correct {option}.", ExitCode.Unavailable);

    /// <summary>Writes an error, in red where there are colours.</summary>
    public void WriteError(string message) => Error.MarkupLineInterpolated($"[red]{message}[/]");

    /// <summary>Writes text to the standard output as it is: no markup, no line breaks of its own.</summary>
    public void WriteText(string text) => Out.Profile.Out.Writer.WriteLine(text);

    /// <summary>
    /// Asks whether a plan that was shown is carried out. Without a terminal nothing is asked, and <c>--yes</c> must have been given.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="yes">Whether the command line agrees.</param>
    /// <param name="plan">The plan for machines, which is written where nobody agrees; null where people read it already.</param>
    /// <param name="cancellationToken">Ends waiting for an answer.</param>
    /// <exception cref="ToolException">Nobody agrees.</exception>
    public async Task ConfirmAsync(string question, bool yes, object? plan, CancellationToken cancellationToken)
    {
        if (yes || await AgreesAsync(question, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (plan is not null)
        {
            this.WriteJson(plan);
        }

        throw new ToolException(
            IsInteractive
                ? "Nothing was changed."
                : "Nothing was changed: add --yes to carry this out where no terminal can answer.",
            ExitCode.Declined);
    }

    private async Task<bool> AgreesAsync(string question, CancellationToken cancellationToken)
    {
        if (!IsInteractive)
        {
            return false;
        }

        Error.Markup($"{Markup.Escape(question)} [[y/N]] ");

        // A console's reader doesn't end by a token.
        string? answer = await Task.Run(In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim() is "y" or "Y" or "yes" or "Yes" or "YES";
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isRedirected ? new TrimmedOutput(writer) : writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthOfPipe;
        }

        return console;
    }
}
