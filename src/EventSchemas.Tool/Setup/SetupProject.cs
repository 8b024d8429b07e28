using System.Globalization;
using System.Text.RegularExpressions;

namespace EventSchemas.Tool;

/// <summary>The project that is set up.</summary>
static partial class SetupProject
{
    private const string Extension = ".csproj";
    private const int LowestFramework = 10;

    /// <summary>The project's file.</summary>
    /// <exception cref="ToolException">There is none, or there are several.</exception>
    public static string Find(ToolEnvironment environment, string? named)
    {
        string path = environment.PathOf(named ?? ".");
        if (File.Exists(path))
        {
            return Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase)
                ? path
                : throw new ToolException($"{path} isn't a C# project (*{Extension}).", ExitCode.Usage);
        }

        string[] projects = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*" + Extension).Order(StringComparer.Ordinal)] : [];
        return projects.Length switch
        {
            1 => projects[0],
            0 => throw new ToolException(
                $"{path} has no C# project: run this in the folder of one, or name it with --project. "
                + "dotnet new eventschemas-service makes a new one.",
                ExitCode.Usage),
            _ => throw new ToolException(
                $"{path} has several projects: name one with --project ({string.Join(", ", projects.Select(Path.GetFileName))}).",
                ExitCode.Usage),
        };
    }

    /// <summary>Whether a project is a program, which has settings and a bus.</summary>
    public static bool IsProgram(EvaluatedProject project) =>
        project["OutputType"].EndsWith("Exe", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a project that the packages can't work in.</summary>
    /// <exception cref="ToolException">It isn't of the .NET SDK, or targets an older framework.</exception>
    public static void Check(EvaluatedProject project)
    {
        if (project["UsingMicrosoftNETSdk"] != "true")
        {
            throw new ToolException(
                $"{project.Path} isn't a project of the .NET SDK (<Project Sdk=\"Microsoft.NET.Sdk\">): convert it first.", ExitCode.Usage);
        }

        string[] old = [.. project.Frameworks.Where(framework => !IsNewEnough(framework))];
        if (old.Length > 0 || project.Frameworks.Count == 0)
        {
            string targets = project.Frameworks.Count == 0 ? "no framework" : string.Join(", ", old);
            throw new ToolException(
                $"{project.Path} targets {targets}, and EventSchemas needs net{LowestFramework}.0 or newer: change TargetFramework, "
                + "or declare the events in a project of their own.",
                ExitCode.Usage);
        }

        if (project["EventSchemasContracts"] == "false")
        {
            throw new ToolException(
                $"{project.Path} sets EventSchemasContracts to false, so its events are for tests only: choose another project.",
                ExitCode.Usage);
        }
    }

    private static bool IsNewEnough(string framework) =>
        ModernFramework().Match(framework) is { Success: true } match
        && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= LowestFramework;

    // Without a dot it is a framework of Windows alone, such as net48.
    [GeneratedRegex(@"^net([0-9]{1,4})\.[0-9]")]
    private static partial Regex ModernFramework();
}
