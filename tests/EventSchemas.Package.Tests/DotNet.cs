using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EventSchemas.Package.Tests;

/// <summary>Runs the <c>dotnet</c> command as on a command line, independent of the process that runs these tests.</summary>
static class DotNet
{
    private static readonly string Command = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    // Variables that a CI, or the build that runs these tests, sets.
    private static readonly string[] InheritedVariables =
        ["CI", "GITHUB_ACTIONS", "TF_BUILD", "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBUILDDISABLENODEREUSE"];

    /// <summary>Runs it in a folder, without processes that keep running; returns the exit code and the output.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="packages">The folder that packages are restored into; null for the machine's.</param>
    /// <param name="arguments">The arguments.</param>
    public static (int Code, string Output) Run(string folder, string? packages, params IEnumerable<string> arguments) =>
        // A process that keeps running would hold files of a folder that is about to be deleted.
        Run(folder, packages, new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" }, arguments);

    /// <summary>Runs it in a folder, with additional environment variables; returns the exit code and the output.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="packages">The folder that packages are restored into; null for the machine's.</param>
    /// <param name="environment">The variables; those without a value are removed.</param>
    /// <param name="arguments">The arguments.</param>
    public static (int Code, string Output) Run(
        string folder, string? packages, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(StartOf(folder, packages, environment, arguments))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>How it is run in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="packages">The folder that packages are restored into; null for the machine's.</param>
    /// <param name="environment">The variables; those without a value are removed.</param>
    /// <param name="arguments">The arguments.</param>
    public static ProcessStartInfo StartOf(
        string folder, string? packages, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in InheritedVariables)
        {
            start.Environment.Remove(variable);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        if (packages is not null)
        {
            start.Environment["NUGET_PACKAGES"] = packages;
        }

        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Stops a compiler server; one that doesn't run is started by nobody.</summary>
    /// <param name="folder">A folder.</param>
    /// <param name="roslyn">The folder of the compiler, as MSBuild's property <c>RoslynTargetsPath</c> names it.</param>
    /// <param name="name">The server's name: the property <c>SharedCompilationId</c> of the builds that use it.</param>
    public static void StopCompilerServer(string folder, string roslyn, string name) =>
        Run(folder, packages: null, "exec", Path.Combine(roslyn, "bincore", "VBCSCompiler.dll"), $"-pipename:{name}", "-shutdown");
}
