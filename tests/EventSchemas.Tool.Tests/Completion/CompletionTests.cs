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

    // Its completer isn't asked for a function.
    private const string PowerShell = """
        $folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) (New-Guid))).FullName
        $command = Join-Path $folder eventschemas
        Set-Content $command "#!/bin/sh`nexec dotnet `"`$TOOL`" `"`$@`""
        chmod +x $command
        $env:PATH = "$folder$([IO.Path]::PathSeparator)$env:PATH"
        Invoke-Expression $env:SCRIPT
        $line = "cd /; eventschemas $env:TYPED"
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches | ForEach-Object { $_.CompletionText }
        Remove-Item -Recurse $folder
        """;

    [Theory]
    [InlineData("bash", "bash", Bash)]
    [InlineData("zsh", "zsh", Zsh)]
    [InlineData("fish", "fish", Fish)]
    [InlineData("powershell", "pwsh", PowerShell)]
    public async Task A_shell_completes_commands(string shell, string executable, string program)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a script of a Unix shell here.");
        ToolRun script = await ToolRun.OfAsync("completion " + shell);
        Assert.Equal(0, script.ExitCode);

        string[] commands = await CompleteAsync(executable, program, script.Output, "compl");
        string[] options = await CompleteAsync(executable, program, script.Output, "import --dry");

        Assert.Equal(["completion"], commands);
        Assert.Equal(["--dry-run"], options);
    }

    [Theory]
    [InlineData("explain EVS300", "EVS3001")]
    [InlineData("allowed ", "org.acme.order.placed.v1")]
    [InlineData("tail org.acme", "org.acme.order.placed.v1")]
    [InlineData("tail x --type ", "org.acme.order.paid.v1")]
    [InlineData("produce org", "org.acme.order.paid.v1")]
    [InlineData("accept --break org", "org.acme.order.placed.v1")]
    [InlineData("replay --group mail --event ", "org.acme.order.placed.v1")]
    [InlineData("dlq list mail --type ", "org.acme.order.placed.v1")]
    [InlineData("new event org", "org.acme.order.placed.v1")]
    [InlineData("check --format gi", "gitlab")]
    [InlineData("doctor --transport ", "redis")]
    [InlineData("dlq ", "purge")]
    [InlineData("topics apply --ye", "--yes")]
    public async Task Rules_event_types_of_the_folder_and_values_are_completed(string typed, string expected)
    {
        using var folder = new SettingsFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "schemas"));
        folder.WriteText("schemas/org.acme.order.placed.v1.avsc", "{");
        new ServiceManifest().With<OrderPaid>().WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));

        ToolRun run = await ToolRun.OfAsync([$"[suggest:{typed.Length}]", typed], folder.Path);

        Assert.Contains(expected, run.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task A_file_that_can_not_be_read_is_no_error_at_a_key()
    {
        using var folder = new SettingsFolder();
        folder.WriteText("Shop.eventschemas.json", "{");

        ToolRun run = await ToolRun.OfAsync(["[suggest:8]", "allowed "], folder.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
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
