using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Finds the compiled assemblies that a command line selects; projects are compiled.</summary>
static class ContractInputs
{
    private const string DefaultLevel = "FULL_TRANSITIVE";
    private static readonly string[] SolutionExtensions = [".sln", ".slnx"];
    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".vbproj"];
    private static readonly string[] AssemblyExtensions = [".dll", ".exe"];

    // What starts a program can be an executable that is no assembly.
    private static readonly string[] LibraryExtensions = [".dll"];

    /// <summary>The assemblies; at least one.</summary>
    /// <exception cref="ToolException">An input is no project, solution, folder or assembly, or a project can't be compiled.</exception>
    public static async Task<IReadOnlyList<ContractAssembly>> FindAsync(
        ToolEnvironment environment, ContractSelection selection, CancellationToken cancellationToken)
    {
        CheckLevel(selection.Level);
        IReadOnlyList<string> inputs = selection.Inputs.Count == 0 ? ["."] : selection.Inputs;
        string[] named = [.. inputs.Select(environment.PathOf)];
        string[] files = [.. inputs.SelectMany(input => FilesOf(environment.PathOf(input), input))];
        CheckOptions(selection, files);
        var projects = new List<string>();
        foreach (string file in files.Where(file => !Has(file, AssemblyExtensions)))
        {
            projects.AddRange(Has(file, SolutionExtensions)
                ? await ProjectBuild.ProjectsOfAsync(file, cancellationToken).ConfigureAwait(false)
                : [file]);
        }

        ContractAssembly[] found =
        [
            .. projects.Count == 0
                ? []
                : await ProjectBuild.CompileAsync(environment, projects, selection, cancellationToken).ConfigureAwait(false),
            .. files.Where(file => Has(file, AssemblyExtensions))
                .Where(file => selection.Contracts is not null || named.Contains(file) || !IsLibraryOfOther(file))
                .Select(file => AssemblyOf(environment, file, selection)),
        ];
        return found.Length > 0
            ? found
            : throw new ToolException(
                $"None of these projects has contracts: {string.Join(", ", projects)}. A project has them when it references "
                + "EventSchemas and doesn't set EventSchemasContracts to false.",
                ExitCode.Usage);
    }

    private static void CheckLevel(string? level)
    {
        if (level is not null && !CompatibilityLevels.TryParseRegistryName(level, out _))
        {
            throw new ToolException($"'{level}' isn't a compatibility level: write BACKWARD, FULL_TRANSITIVE or another.", ExitCode.Usage);
        }
    }

    // A project says both itself, and counts.
    private static void CheckOptions(ContractSelection selection, string[] files)
    {
        string? option = selection.Contracts is not null ? ContractArguments.ContractsName
            : selection.Level is not null ? ContractArguments.LevelName
            : null;
        if (option is not null && !files.Any(file => Has(file, AssemblyExtensions)))
        {
            throw new ToolException(
                $"{option} is for assemblies, and a project says it by a property: leave it out, or name an assembly.", ExitCode.Usage);
        }
    }

    private static string[] FilesOf(string path, string written)
    {
        if (File.Exists(path))
        {
            return Has(path, [.. SolutionExtensions, .. ProjectExtensions, .. AssemblyExtensions])
                ? [path]
                : throw new ToolException($"'{written}' is no project, solution or assembly.", ExitCode.Usage);
        }

        if (!Directory.Exists(path))
        {
            throw new ToolException($"'{written}' doesn't exist.", ExitCode.Usage);
        }

        string[] files = [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)];
        string[][] kinds =
        [
            [.. files.Where(file => Has(file, SolutionExtensions))],
            [.. files.Where(file => Has(file, ProjectExtensions))],
            [.. files.Where(file => Has(file, LibraryExtensions) && File.Exists(EventManifestFile.PathBeside(file)))],
        ];
        string[] found = kinds.FirstOrDefault(kind => kind.Length > 0)
            ?? throw new ToolException(
                $"'{written}' has no project, no solution, and no assembly with a manifest (*{EventManifestFile.Extension}).",
                ExitCode.Usage);
        return found.Length == 1 || !Has(found[0], SolutionExtensions)
            ? found
            : throw new ToolException(
                $"'{written}' has several solutions: name one of {string.Join(", ", found.Select(Path.GetFileName))}.", ExitCode.Usage);
    }

    // The manifest names the contract folder relative to the project, which is the folder above the assembly that has it.
    private static ContractAssembly AssemblyOf(ToolEnvironment environment, string file, ContractSelection selection)
    {
        EventManifest? manifest = ManifestBeside(file);
        string? folder = selection.Contracts is { } given ? FolderOf(environment, given, selection)
            : manifest is { ContractFolder: { } named } ? FolderAbove(file, named, manifest)
            : null;
        return new ContractAssembly(
            Path.GetFileName(file),
            file,
            folder ?? throw new ToolException(
                $"The folder of the contract files of {file} isn't known: name it with --contracts.", ExitCode.Usage),
            selection.Level ?? manifest?.DefaultCompatibility ?? DefaultLevel,
            new RegistrySource("", "", ""));
    }

    private static string FolderOf(ToolEnvironment environment, string given, ContractSelection selection) =>
        selection.CreatesFolder ? environment.PathOf(given) : environment.ExistingFolder(given, ContractArguments.ContractsName);

    private static EventManifest? ManifestBeside(string assembly)
    {
        string path = EventManifestFile.PathBeside(assembly);
        return File.Exists(path) ? BuiltManifest.Read(path).Manifest : null;
    }

    // A service's output also has the contracts assemblies that it references, whose projects lie elsewhere.
    private static string? FolderAbove(string assembly, string named, EventManifest manifest)
    {
        string[] existing =
        [
            .. FoldersAbove(assembly)
                .Where(folder => !IsProjectOfOther(folder, assembly))
                .Select(folder => Path.GetFullPath(Path.Combine(folder.FullName, named)))
                .Where(Directory.Exists),
        ];
        return Array.Find(existing, path =>
            new ContractFolder(path).EventTypes.Intersect(manifest.Events.Select(one => one.EventType)).Any())
            ?? existing.FirstOrDefault();
    }

    // A library that a service references has its contract files elsewhere, if anywhere.
    private static bool IsLibraryOfOther(string assembly) =>
        ManifestBeside(assembly) is { ContractFolder: { } named } manifest
        && FolderAbove(assembly, named, manifest) is null
        && FoldersAbove(assembly).Any(folder => IsProjectOfOther(folder, assembly));

    private static bool IsProjectOfOther(DirectoryInfo folder, string assembly) =>
        Directory.GetFiles(folder.FullName, "*.csproj") is [var project]
        && ProjectFile.AssemblyNameOf(project) is var name
        && name != Path.GetFileNameWithoutExtension(assembly)
        && File.Exists(Path.Combine(Path.GetDirectoryName(assembly)!, name + EventManifestFile.Extension));

    private static IEnumerable<DirectoryInfo> FoldersAbove(string assembly)
    {
        for (DirectoryInfo? folder = Directory.GetParent(assembly); folder is not null; folder = folder.Parent)
        {
            yield return folder;
        }
    }

    private static bool Has(string file, string[] extensions) =>
        extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
