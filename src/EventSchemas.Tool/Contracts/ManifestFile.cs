using EventSchemas.Assemblies;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>Reads manifests for commands.</summary>
static class ManifestFile
{
    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ToolException">It can't be read.</exception>
    public static EventManifest Read(string path)
    {
        try
        {
            return EventManifestFile.Read(path);
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException($"The manifest {path} can't be read: {e.Message}", ExitCode.Unavailable);
        }
    }
}
