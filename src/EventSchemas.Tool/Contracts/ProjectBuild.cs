using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>
/// Compiles projects as the targets that accept and ship do, with the analyzers off: a break must not keep it from being seen.
/// </summary>
static class ProjectBuild
{
    private const string Program = "dotnet";
    private const string Target = "DescribeEventSchemas";
    private const int MostErrors = 10;

    /// <summary>The project files of a solution.</summary>
    /// <exception cref="ToolException">The solution can't be read.</exception>
    public static async Task<IReadOnlyList<string>> ProjectsOfAsync(string solution, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(solution)!;
        ProgramRun run = await ProgramRun.OfAsync(Program, ["sln", solution, "list"], folder, cancellationToken).ConfigureAwait(false);
        if (run.ExitCode != 0)
        {
            throw new ToolException($"The projects of {solution} can't be listed: {run.Error.Trim()}", ExitCode.Unavailable);
        }

        return
        [
            .. run.Output.ReplaceLineEndings("\n").Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
                .Select(line => Path.GetFullPath(line.Replace('\\', Path.DirectorySeparatorChar), folder)),
        ];
    }

    /// <summary>Compiles projects; those that don't reference EventSchemas are left out.</summary>
    /// <exception cref="ToolException">A project can't be compiled.</exception>
    public static async Task<IReadOnlyList<ContractAssembly>> CompileAsync(
        ToolEnvironment environment,
        IReadOnlyList<string> projects,
        ContractSelection selection,
        CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("eventschemas-");
        try
        {
            string file = Path.Combine(folder.FullName, "describe.proj");
            string errors = Path.Combine(folder.FullName, "errors.log");
            await File.WriteAllTextAsync(file, ProjectOver(projects, selection), cancellationToken).ConfigureAwait(false);
            string[] arguments =
            [
                "msbuild", file, "-nologo", "-maxCpuCount", "-nodeReuse:false", $"-target:{Target}", $"-getTargetResult:{Target}",
                $"-fileLoggerParameters:LogFile={errors};ErrorsOnly;NoSummary;Encoding=UTF-8",
            ];

            // In the project's folder, where a global.json says which SDK compiles it.
            ProgramRun run = await ToolProgress.ShowAsync(
                environment,
                projects.Count == 1 ? $"Compiling {Path.GetFileName(projects[0])}" : $"Compiling {Counted(projects.Count)} projects",
                _ => ProgramRun.OfAsync(Program, arguments, Path.GetDirectoryName(projects[0])!, cancellationToken)).ConfigureAwait(false);
            return run.ExitCode == 0
                ? Read(run.Output)
                : throw new ToolException(
                    $"The projects can't be compiled.{ErrorsIn(errors, run)}", ExitCode.Unavailable);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Restoring first and in a build of its own: a project is evaluated once per build, and packages bring the targets.
    private static string ProjectOver(IReadOnlyList<string> projects, ContractSelection selection)
    {
        string list = string.Join(";", projects.Select(Escaped));
        string restore = selection.NoRestore ? "" : $"""
                <MSBuild
                  Projects="{list}"
                  Targets="Restore"
                  Properties="MSBuildRestoreSessionId={Guid.NewGuid():N}"
                  SkipNonexistentTargets="true" />
            """;
        return $"""
            <Project>
              <Target Name="{Target}" Returns="@(Described)">
            {restore}
                <MSBuild
                  Projects="{list}"
                  Targets="_EventSchemasDescribe"
                  Properties="Configuration={Escaped(selection.Configuration)}"
                  BuildInParallel="true"
                  SkipNonexistentTargets="true">
                  <Output TaskParameter="TargetOutputs" ItemName="Described" />
                </MSBuild>
              </Target>
            </Project>
            """;
    }

    private static IReadOnlyList<ContractAssembly> Read(string output)
    {
        using JsonDocument json = JsonDocument.Parse(output);
        return
        [
            .. json.RootElement.GetProperty("TargetResults").GetProperty(Target).GetProperty("Items").EnumerateArray().Select(item =>
            {
                string Text(string name) => item.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
                return new ContractAssembly(
                    Path.GetFileNameWithoutExtension(Text("Project")),
                    Text("Identity"),
                    Text("ContractFolder"),
                    Text("Compatibility"),
                    new RegistrySource(Text("Registry"), Text("TopicPrefix"), Text("SubjectStrategy")))
                {
                    ProjectFile = Text("Project"),
                    Today = Dates.Parse(Text("Today")),
                    AcceptedBreaks = EventTypeList.Parse(Text("AcceptBreaks")),
                };
            }),
        ];
    }

    private static string ErrorsIn(string log, ProgramRun run)
    {
        string text = File.Exists(log) ? File.ReadAllText(log) : "";
        string[] lines =
        [
            .. (text.Trim().Length > 0 ? text : run.Output + run.Error).ReplaceLineEndings("\n").Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
        string more = lines.Length > MostErrors ? $"\n  and {Counted(lines.Length - MostErrors)} more" : "";
        return string.Concat(lines.Take(MostErrors).Select(line => $"\n  {line}")) + more;
    }

    private static string Counted(int number) => number.ToString(CultureInfo.InvariantCulture);

    // What MSBuild would take for something else, and then what XML would.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            escaped.Append(c is '%' or '*' or '?' or '@' or '$' or '(' or ')' or ';' or '\''
                ? string.Create(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                : c.ToString());
        }

        return SecurityElement.Escape(escaped.ToString());
    }
}
