using EventSchemas.Avro;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>The project's settings, as MSBuild properties.</summary>
sealed record ContractSettings(string Folder, CompatibilityLevel Compatibility, bool IsCI)
{
    public static ContractSettings Of(AnalyzerConfigOptions options) => new(
        Property(options, "EventSchemasFolder") ?? "schemas",
        CompatibilityLevels.TryParseRegistryName(Property(options, "EventSchemasCompatibility"), out CompatibilityLevel level) ? level : CompatibilityLevel.FullTransitive,
        string.Equals(Property(options, "EventSchemasCI"), "true", StringComparison.OrdinalIgnoreCase));

    private static string? Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) && value.Length > 0 ? value : null;
}
