using System.Globalization;
using System.Reflection;
using System.Xml;
using EventSchemas.Avro;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that writes the manifest of a compiled assembly: its events, and the producers and handlers that its code registers.
/// </summary>
public sealed class WriteEventManifest : Microsoft.Build.Utilities.Task
{
    // What builds agree on for a date that is the same in each build of a commit, in seconds since 1970.
    private const string SourceDate = "SOURCE_DATE_EPOCH";

    /// <summary>The compiled assembly.</summary>
    [Required]
    public string AssemblyPath { get; set; } = "";

    /// <summary>The file to write.</summary>
    [Required]
    public string ManifestPath { get; set; } = "";

    /// <summary>The project's folder.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The folder of the contract files; it need not exist.</summary>
    [Required]
    public string ContractFolder { get; set; } = "";

    /// <summary>The compatibility level of events that don't name one.</summary>
    public string Compatibility { get; set; } = "FULL_TRANSITIVE";

    /// <summary>The service that the assembly belongs to; empty for its name.</summary>
    public string Service { get; set; } = "";

    /// <summary>The environment that it is built for; empty where none is said.</summary>
    public string ServiceEnvironment { get; set; } = "";

    /// <summary>The XML documentation of the assembly; empty where there is none.</summary>
    public string DocumentationFile { get; set; } = "";

    /// <summary>The assemblies that it was compiled with.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            EventManifest manifest = new EventManifestBuilder(Settings())
                .Build(AssemblyPath, [.. References.Select(reference => reference.GetMetadata("FullPath"))]);
            if (!IsUpToDate(manifest))
            {
                WholeFile.TryReplace(ManifestPath, EventManifestFile.ToText(manifest));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or AvroSchemaException
            or XmlException or ArgumentOutOfRangeException)
        {
            Log.LogError(
                $"EventSchemas could not write the manifest of {AssemblyPath}: {e.Message} (EventSchemasManifest=false switches it off.)");
        }

        return !Log.HasLoggedErrors;
    }

    private ManifestSettings Settings() => new()
    {
        PackageVersion = typeof(WriteEventManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0],
        Service = Service,
        Environment = ServiceEnvironment,
        BuildDate = BuildDate(),
        ProjectDirectory = ProjectDirectory,
        Contracts = new ContractFolder(ContractFolder),
        Compatibility = Compatibility,
        DocumentationFile = DocumentationFile,
    };

    private static DateTime BuildDate() =>
        long.TryParse(Environment.GetEnvironmentVariable(SourceDate), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
            : DateTime.UtcNow;

    // A build that compiled nothing anew and says the same leaves the file, so that nothing is copied again.
    private bool IsUpToDate(EventManifest manifest)
    {
        if (!File.Exists(ManifestPath) || File.GetLastWriteTimeUtc(ManifestPath) < File.GetLastWriteTimeUtc(AssemblyPath))
        {
            return false;
        }

        try
        {
            DateTime written = EventManifestFile.Read(ManifestPath).BuildDate;
            return EventManifestFile.ToText(manifest with { BuildDate = written }) == File.ReadAllText(ManifestPath);
        }
        catch (AvroSchemaException)
        {
            return false;
        }
    }
}
