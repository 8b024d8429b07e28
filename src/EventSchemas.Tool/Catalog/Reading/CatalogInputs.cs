using System.IO.Enumeration;
using EventSchemas.Assemblies;

namespace EventSchemas.Tool;

/// <summary>Finds the manifests that a command line names, and reads them.</summary>
static class CatalogInputs
{
    private const int MaxDepth = 32;
    private const int MaxManifests = 10_000;
    private static readonly string[] AssemblyExtensions = [".dll", ".exe"];

    // A project's intermediate files, and what isn't a service's output.
    private static readonly HashSet<string> SkippedFolders = new([".git", "node_modules", "obj"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The builds, in the order of the paths of their manifests.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="inputs">Manifests, assemblies with a manifest beside them, and folders with manifests below them.</param>
    /// <exception cref="ToolException">An input has no manifest, or one can't be read.</exception>
    public static IReadOnlyList<BuiltManifest> Read(ToolEnvironment environment, IReadOnlyList<string> inputs) =>
    [
        .. inputs
            .SelectMany(input => PathsOf(environment.PathOf(input), input))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(BuiltManifest.Read),
    ];

    private static string[] PathsOf(string path, string written)
    {
        if (Directory.Exists(path))
        {
            return Below(path, written);
        }

        string manifest = AssemblyExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? EventManifestFile.PathBeside(path)
            : path;
        return !manifest.EndsWith(EventManifestFile.Extension, StringComparison.Ordinal)
                ? throw new ToolException(
                    $"'{written}' is no folder, no assembly and no manifest (*{EventManifestFile.Extension}).", ExitCode.Usage)
            : File.Exists(manifest)
                ? [manifest]
                : throw new ToolException(
                    $"There is no {manifest}: a build of a project that references EventSchemas leaves it beside the assembly, unless "
                    + "EventSchemasManifest is false.",
                    ExitCode.Unavailable);
    }

    private static string[] Below(string folder, string written)
    {
        var files = new FileSystemEnumerable<string>(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                MaxRecursionDepth = MaxDepth,
                AttributesToSkip = FileAttributes.ReparsePoint,
            })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(EventManifestFile.Extension, StringComparison.Ordinal),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !SkippedFolders.Contains(entry.FileName.ToString()),
        };
        string[] found = [.. files.Take(MaxManifests + 1)];
        return found.Length switch
        {
            0 => throw new ToolException(
                $"'{written}' has no manifest (*{EventManifestFile.Extension}) in {MaxDepth} levels of folders: build the project first, "
                + "or name the folder of its output.",
                ExitCode.Usage),
            > MaxManifests => throw new ToolException(
                $"'{written}' has more than {MaxManifests} manifests: name the folders of the services instead.", ExitCode.Usage),
            _ => found,
        };
    }
}
