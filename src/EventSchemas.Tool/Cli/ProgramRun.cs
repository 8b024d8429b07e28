using System.ComponentModel;
using System.Diagnostics;

namespace EventSchemas.Tool;

/// <summary>How a program ended that a command ran, and what it wrote.</summary>
sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    // What a build sets for itself, in which this command may be running.
    private static readonly string[] VariablesOfBuild = ["MSBUILD_EXE_PATH", "MSBuildSDKsPath"];

    /// <summary>Runs a program to its end; it is ended when the command is cancelled.</summary>
    /// <param name="program">The program's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">The folder that it runs in.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ToolException">There is no such program.</exception>
    public static Task<ProgramRun> OfAsync(
        string program, IReadOnlyList<string> arguments, string directory, CancellationToken cancellationToken) =>
        OfAsync(
            program,
            arguments,
            directory,
            static (stream, token) => new StreamReader(stream).ReadToEndAsync(token),
            (code, output, error) => new ProgramRun(code, output, error),
            cancellationToken);

    /// <summary>Runs a program whose output isn't read as text.</summary>
    /// <param name="program">The program's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">The folder that it runs in.</param>
    /// <param name="readAsync">Reads its output to the end.</param>
    /// <param name="toResult">Makes the result of the exit code, of what was read, and of what the program wrote as errors.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ToolException">There is no such program.</exception>
    public static async Task<TResult> OfAsync<T, TResult>(
        string program,
        IReadOnlyList<string> arguments,
        string directory,
        Func<Stream, CancellationToken, Task<T>> readAsync,
        Func<int, T, string, TResult> toResult,
        CancellationToken cancellationToken)
    {
        using Process process = Start(program, arguments, directory);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            T output = await readAsync(process.StandardOutput.BaseStream, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return toResult(process.ExitCode, output, await error.ConfigureAwait(false));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, string directory)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (string variable in VariablesOfBuild)
        {
            start.Environment.Remove(variable);
        }

        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            throw new ToolException($"{program} can't be run: {e.Message}. Is it installed, and on the PATH?", Tool.ExitCode.Unavailable);
        }
    }
}
