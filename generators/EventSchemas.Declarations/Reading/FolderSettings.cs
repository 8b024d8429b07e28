using EventSchemas.Avro;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Declarations;

/// <summary>The settings of a folder that are part of a declaration, from its <c>.editorconfig</c>.</summary>
static class FolderSettings
{
    public const string CompatibilityKey = "eventschemas_compatibility";

    /// <summary>
    /// Whether an editor asks, or a tool that edits as one does. There the analyzers report what stops a build, so that it has its fixes;
    /// in a build the generator does, whose diagnostics are shown beside errors of the compiler.
    /// </summary>
    public static bool IsDesignTime(AnalyzerConfigOptions project) =>
        project.TryGetValue("build_property.DesignTimeBuild", out string? value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The compatibility level; null where there is none, or the text isn't a level.</summary>
    public static CompatibilityLevel? Compatibility(AnalyzerConfigOptions options) =>
        options.TryGetValue(CompatibilityKey, out string? text)
            && CompatibilityLevels.TryParseRegistryName(text, out CompatibilityLevel level)
            ? level
            : null;
}
