using EventSchemas.Avro;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Declarations;

/// <summary>The settings of a folder that are part of a declaration, from its <c>.editorconfig</c>.</summary>
static class FolderSettings
{
    public const string CompatibilityKey = "eventschemas_compatibility";

    /// <summary>The compatibility level; null where there is none, or the text isn't a level.</summary>
    public static CompatibilityLevel? Compatibility(AnalyzerConfigOptions options) =>
        options.TryGetValue(CompatibilityKey, out string? text)
            && CompatibilityLevels.TryParseRegistryName(text, out CompatibilityLevel level)
            ? level
            : null;
}
