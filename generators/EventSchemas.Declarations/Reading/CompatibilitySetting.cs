using EventSchemas.Avro;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Declarations;

/// <summary>The compatibility level that an <c>.editorconfig</c> sets for a folder.</summary>
static class CompatibilitySetting
{
    public const string Key = "eventschemas_compatibility";

    /// <summary>What the folder's setting says; null where there is none.</summary>
    public static string? TextOf(AnalyzerConfigOptions options) => options.TryGetValue(Key, out string? text) && text.Length > 0 ? text : null;

    /// <summary>The declaration with the folder's level, where its attribute gives none and the setting is a level.</summary>
    public static EventDeclaration Apply(EventDeclaration declaration, AnalyzerConfigOptions options) =>
        declaration.Compatibility is null && CompatibilityLevels.TryParseRegistryName(TextOf(options), out CompatibilityLevel level)
            ? declaration with { Compatibility = level.ToRegistryName() }
            : declaration;
}
