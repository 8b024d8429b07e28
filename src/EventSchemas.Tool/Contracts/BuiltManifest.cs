using EventSchemas.Assemblies;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>A manifest that a build left. Immutable.</summary>
/// <param name="Path">The file.</param>
/// <param name="Manifest">What it says.</param>
sealed record BuiltManifest(string Path, EventManifest Manifest)
{
    private const string AnyManifest = "*" + EventManifestFile.Extension;
    private const string AnyProject = "*.csproj";
    private const string OutputFolder = "bin";
    private static readonly string[] AssemblyExtensions = [".dll", ".exe"];

    /// <summary>The folder of the build's output.</summary>
    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The C# types that its events are made of.</summary>
    public CSharpTypes Types { get; } = new(Manifest.Types);

    /// <summary>The service.</summary>
    public string Service => Manifest.Service;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ToolException">It can't be read.</exception>
    public static BuiltManifest Read(string path)
    {
        try
        {
            return new BuiltManifest(path, EventManifestFile.Read(path));
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException($"The manifest {path} can't be read: {e.Message}", ExitCode.Unavailable);
        }
    }

    /// <summary>
    /// The manifests of what somebody names: a manifest alone; an assembly, or the last build of a project, with what lies beside it,
    /// which is what it runs with; a folder of either.
    /// </summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="ToolException">There is none, or it can't be read.</exception>
    public static IReadOnlyList<BuiltManifest> Of(string path)
    {
        if (!File.Exists(path))
        {
            return !Directory.Exists(path) ? throw new ToolException($"'{path}' doesn't exist.", ExitCode.Unavailable)
                : In(path) is { Count: > 0 } found ? found
                : throw new ToolException(
                    $"'{path}' has no manifest ({AnyManifest}), and no single project that has been built: build it, or name the manifest.",
                    ExitCode.Unavailable);
        }

        if (path.EndsWith(EventManifestFile.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return [Read(path)];
        }

        string? own = AssemblyExtensions.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? EventManifestFile.PathBeside(path)
            : BuiltBy(path);
        return own is not null && File.Exists(own) ? Beside(own) : throw new ToolException(
            $"'{path}' has no manifest (*{EventManifestFile.Extension}): build it, or name the manifest.", ExitCode.Unavailable);
    }

    /// <summary>The manifests of a folder: those in it, or of the last build of its only project; none where there are none.</summary>
    /// <exception cref="ToolException">One can't be read.</exception>
    public static IReadOnlyList<BuiltManifest> In(string folder)
    {
        if (Directory.EnumerateFiles(folder, AnyManifest).Any())
        {
            return ReadAll(folder);
        }

        return Directory.GetFiles(folder, AnyProject) is [var only] && BuiltBy(only) is { } own ? Beside(own) : [];
    }

    private static BuiltManifest[] Beside(string manifest) => ReadAll(System.IO.Path.GetDirectoryName(manifest)!);

    private static BuiltManifest[] ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, AnyManifest).Order(StringComparer.Ordinal).Select(Read)];

    // Of several configurations the one that was built last. Published files are copies, and lie deeper.
    private static string? BuiltBy(string project)
    {
        string output = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(project)!, OutputFolder);
        return !Directory.Exists(output) ? null : Directory
            .GetFiles(output, ProjectFile.AssemblyNameOf(project) + EventManifestFile.Extension, SearchOption.AllDirectories)
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .ThenBy(file => file.Length)
            .FirstOrDefault();
    }
}
