using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>A setting that a project has as an MSBuild property, and most of them a folder too by <c>.editorconfig</c>.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Key">The key in an <c>.editorconfig</c>; null where a folder can't have its own.</param>
/// <param name="Expected">What it can be, in words.</param>
/// <param name="Allows">Whether a text is a valid value.</param>
sealed record Setting(string Property, string? Key, string Expected, Func<string, bool> Allows)
{
    private const string Optional = "optional";

    public static Setting Compatibility { get; } = new(
        FolderSettings.CompatibilityProperty,
        FolderSettings.CompatibilityKey,
        "NONE, BACKWARD, FORWARD, FULL or one of the last three with _TRANSITIVE",
        text => CompatibilityLevels.TryParseRegistryName(text, out _));

    public static Setting CI { get; } = OneOf("EventSchemasCI", null, "true or false", "true", "false");

    public static Setting Contracts { get; } = OneOf("EventSchemasContracts", null, "true or false", "true", "false");

    public static Setting Folder { get; } = new(
        FolderSettings.ContractFolderProperty,
        null,
        "a folder below the project's",
        text => text.Trim().Length > 0 && text.IndexOfAny(['*', '?']) < 0);

    public static Setting Conventions { get; } =
        OneOf("EventSchemasConventions", "eventschemas_conventions", "openedx or none", "openedx", "none");

    public static Setting Naming { get; } = new(
        FolderSettings.NamingProperty,
        FolderSettings.NamingKey,
        "as_written, snake_case or camel_case",
        text => FolderSettings.NamingOf(text) is not null);

    public static Setting Namespace { get; } = new(
        FolderSettings.NamespaceProperty,
        FolderSettings.NamespaceKey,
        "words of letters, digits and _, with dots between them",
        text => FolderSettings.IsNamespace(text.Trim()));

    public static Setting Docs { get; } =
        OneOf(FolderSettings.DocsProperty, FolderSettings.DocsKey, "true or false", "true", "false");

    public static Setting Transports { get; } = new(
        FolderSettings.TransportsProperty,
        FolderSettings.TransportsKey,
        "kafka, redis or both with a comma between them",
        text => TransportTexts.Parse(text) is not null);

    /// <summary>Whether a new event needs a feature flag.</summary>
    public static Setting FeatureFlags { get; } =
        OneOf("EventSchemasFeatureFlags", null, "required or optional", "required", Optional);

    public static Setting KafkaTypes { get; } = OneOf(
        "EventSchemasKafkaTypes", "eventschemas_kafka_types", "allowed, forbidden or auto",
        KafkaTypesSetting.Allowed, KafkaTypesSetting.Forbidden, KafkaTypesSetting.Auto);

    public static Setting Today { get; } = new("EventSchemasToday", null, $"a day as {Dates.Format}", Dates.IsDate);

    /// <summary>All settings.</summary>
    public static IReadOnlyList<Setting> All { get; } =
        [Compatibility, CI, Contracts, Folder, Conventions, Naming, Namespace, Docs, Transports, FeatureFlags, KafkaTypes, Today];

    /// <summary>The text that counts, with the name under which it was set; nulls where it wasn't.</summary>
    public (string? Name, string? Text) In(AnalyzerConfigOptions folder, AnalyzerConfigOptions project) =>
        Key is not null && Of(folder, Key) is { } own ? (Key, own)
        : Of(project, "build_property." + Property) is { } text ? (Property, text)
        : (null, null);

    /// <summary>The text that counts, or null.</summary>
    public string? TextOf(AnalyzerConfigOptions folder, AnalyzerConfigOptions project) => In(folder, project).Text;

    /// <summary>Whether the events of a project need no feature flag.</summary>
    public static bool AreFlagsOptional(AnalyzerConfigOptions project) =>
        string.Equals(FeatureFlags.TextOf(project, project)?.Trim(), Optional, StringComparison.OrdinalIgnoreCase);

    private static string? Of(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out string? text) && text.Length > 0 ? text : null;

    private static Setting OneOf(string property, string? key, string expected, params string[] words) =>
        new(property, key, expected, text => words.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase));
}

/// <summary>Whether code may name types of Kafka's client: <see cref="Setting.KafkaTypes"/>.</summary>
static class KafkaTypesSetting
{
    public const string Allowed = "allowed";
    public const string Forbidden = "forbidden";
    public const string Auto = "auto";

    /// <summary>The setting of a file. A text that isn't a value of the setting counts as <see cref="Auto"/>.</summary>
    public static string Of(AnalyzerConfigOptionsProvider options, SyntaxTree tree)
    {
        string text = Setting.KafkaTypes.TextOf(options.GetOptions(tree), options.GlobalOptions)?.Trim().ToLowerInvariant() ?? Auto;
        return text is Allowed or Forbidden ? text : Auto;
    }
}
