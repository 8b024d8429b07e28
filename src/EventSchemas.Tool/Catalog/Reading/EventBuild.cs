using EventSchemas.Assemblies;

namespace EventSchemas.Tool;

/// <summary>A build that a manifest tells of.</summary>
/// <param name="path">The manifest.</param>
/// <param name="manifest">What it says.</param>
sealed class EventBuild(string path, EventManifest manifest)
{
    /// <summary>The manifest's path.</summary>
    public string Path => path;

    /// <summary>What it says.</summary>
    public EventManifest Manifest => manifest;

    /// <summary>The folder of the build's output.</summary>
    public string Folder { get; } = System.IO.Path.GetDirectoryName(path)!;

    /// <summary>The service.</summary>
    public string Service => manifest.Service;
}
