using EventSchemas.Avro;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Declarations;

/// <summary>The settings of a folder that are part of a declaration, from its <c>.editorconfig</c>.</summary>
static class FolderSettings
{
    public const string CompatibilityKey = "eventschemas_compatibility";
    public const string CompatibilityProperty = "EventSchemasCompatibility";
    public const string NamingKey = "eventschemas_naming";
    public const string NamingProperty = "EventSchemasNaming";
    public const string NamespaceKey = "eventschemas_namespace";
    public const string NamespaceProperty = "EventSchemasNamespace";
    public const string DocsKey = "eventschemas_xml_docs";
    public const string DocsProperty = "EventSchemasXmlDocs";
    public const string TransportsKey = "eventschemas_transports";
    public const string TransportsProperty = "EventSchemasTransports";
    public const string ContractFolderProperty = "EventSchemasFolder";
    public const string DefaultContractFolder = "schemas";

    private const string BuildProperty = "build_property.";

    /// <summary>
    /// Whether an editor asks, or a tool that edits as one does. There the analyzers report what stops a build, so that it has its fixes;
    /// in a build the generator does, whose diagnostics are shown beside errors of the compiler.
    /// </summary>
    public static bool IsDesignTime(AnalyzerConfigOptions project) =>
        project.TryGetValue("build_property.DesignTimeBuild", out string? value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The compatibility level; null where there is none, or the text isn't a level.</summary>
    public static CompatibilityLevel? Compatibility(AnalyzerConfigOptions options) =>
        LevelIn(options, CompatibilityKey);

    /// <summary>The level of a project's events where neither the attribute nor the folder gives one.</summary>
    public static CompatibilityLevel ProjectCompatibility(AnalyzerConfigOptions project) =>
        LevelIn(project, BuildProperty + CompatibilityProperty) ?? CompatibilityLevel.FullTransitive;

    /// <summary>
    /// How the fields of a folder's events are named, in which namespace their schemas are, and whether these are documented.
    /// </summary>
    public static NamingSettings Naming(AnalyzerConfigOptions folder, AnalyzerConfigOptions project) => new(
        NamingOf(TextOf(folder, project, NamingKey, NamingProperty)),
        TextOf(folder, project, NamespaceKey, NamespaceProperty)?.Trim() is { } name && IsNamespace(name) ? name : null,
        string.Equals(TextOf(folder, project, DocsKey, DocsProperty)?.Trim(), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The transports that a folder's events travel by, where their attributes name none.</summary>
    public static Transports TransportsOf(AnalyzerConfigOptions folder, AnalyzerConfigOptions project) =>
        TransportTexts.Parse(TextOf(folder, project, TransportsKey, TransportsProperty)) ?? Transports.Kafka;

    /// <summary>Whether a text can be a namespace in Avro.</summary>
    public static bool IsNamespace(string text) => text.Split('.').All(AvroName.IsSimple);

    /// <summary>The naming of a text; null where it isn't one.</summary>
    public static FieldNaming? NamingOf(string? text) => text?.Trim().Replace("_", "").ToLowerInvariant() switch
    {
        "aswritten" => FieldNaming.AsWritten,
        "snakecase" => FieldNaming.SnakeCase,
        "camelcase" => FieldNaming.CamelCase,
        _ => null,
    };

    /// <summary>The path of an event's contract below the project's folder; null where its folder is an absolute path.</summary>
    public static string? ContractFile(AnalyzerConfigOptions project, string eventType)
    {
        string folder = project.TryGetValue(BuildProperty + ContractFolderProperty, out string? text) && text.Length > 0
            ? text.Replace('\\', '/').TrimEnd('/')
            : DefaultContractFolder;
        return Path.IsPathRooted(folder) || folder.Contains(':')
            ? null
            : $"{folder}/{ContractFileName.Of(eventType)}{ContractPath.SchemaExtension}";
    }

    private static string? TextOf(AnalyzerConfigOptions folder, AnalyzerConfigOptions project, string key, string property) =>
        folder.TryGetValue(key, out string? text) && text.Length > 0 ? text
        : project.TryGetValue(BuildProperty + property, out text) && text.Length > 0 ? text
        : null;

    private static CompatibilityLevel? LevelIn(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? text) && CompatibilityLevels.TryParseRegistryName(text, out CompatibilityLevel level)
            ? level
            : null;
}
