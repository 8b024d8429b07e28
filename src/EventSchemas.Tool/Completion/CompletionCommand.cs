using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary><c>eventschemas completion</c>: prints the script that makes a shell complete the command.</summary>
static class CompletionCommand
{
    private static Argument<string> Shell { get; } = CreateShell();

    /// <summary>The command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("completion", "Print the script that makes a shell complete this command.") { Shell };
        command.SetAction(result =>
            environment.WriteText(CompletionScripts.ByShell[result.GetRequiredValue(Shell)].ReplaceLineEndings("\n")));
        return command;
    }

    private static Argument<string> CreateShell()
    {
        var shell = new Argument<string>("shell") { Description = "The shell." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.ByShell.Keys]);
        return shell;
    }
}
