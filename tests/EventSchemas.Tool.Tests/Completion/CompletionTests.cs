using System.Diagnostics;

namespace EventSchemas.Tool.Tests;

/// <summary>Shells complete the command with the script that it prints. A shell that isn't on the machine is skipped.</summary>
public sealed class CompletionTests
{
    // The command as the script calls it, and what a shell does at the key.
    private const string Bash = """
        eventschemas() { dotnet "$TOOL" "$@"; }
        eval "$SCRIPT"
        COMP_LINE="eventschemas $TYPED"; COMP_POINT=${#COMP_LINE}
        read -r -a COMP_WORDS <<< "$COMP_LINE"
        [[ "$COMP_LINE" == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _eventschemas
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    private const string Zsh = """
        eventschemas() { dotnet "$TOOL" "$@"; }
        compdef() { :; }
        compadd() { shift; print -l -- "$@"; }
        eval "$SCRIPT"
        words=(eventschemas ${=TYPED}); CURRENT=${#words}
        _eventschemas
        """;

    private const string Fish = """
        function eventschemas; dotnet $TOOL $argv; end
        echo $SCRIPT | source
        complete -C"eventschemas $TYPED"
        """;

    [Theory]
    [InlineData("bash", Bash)]
    [InlineData("zsh", Zsh)]
    [InlineData("fish", Fish)]
    public async Task A_shell_completes_commands(string shell, string program)
    {
        ToolRun script = await ToolRun.OfAsync("completion " + shell);
        Assert.Equal(0, script.ExitCode);

        string[] commands = await CompleteAsync(shell, program, script.Output, "compl");
        string[] options = await CompleteAsync(shell, program, script.Output, "import --dry");

        Assert.Equal(["completion"], commands);
        Assert.Equal(["--dry-run"], options);
    }

    [Fact]
    public async Task Only_shells_with_a_script_are_accepted()
    {
        ToolRun run = await ToolRun.OfAsync("completion tcsh");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("bash", run.Error, StringComparison.Ordinal);
    }

    private static async Task<string[]> CompleteAsync(string shell, string program, string script, string typed)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"There is no {shell} on this machine.");
        var start = new ProcessStartInfo(path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program);
        start.Environment["TOOL"] = Path.Combine(AppContext.BaseDirectory, "EventSchemas.Tool.dll");
        start.Environment["SCRIPT"] = script;
        start.Environment["TYPED"] = typed;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])];
    }
}
