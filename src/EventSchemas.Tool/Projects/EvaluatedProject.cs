using System.Text.Json;
using EventSchemas.Contracts;
using EventSchemas.Declarations;

namespace EventSchemas.Tool;

/// <summary>A C# project as MSBuild evaluates it, with what its imports and conditions say.</summary>
/// <param name="Path">The file.</param>
/// <param name="Properties">The properties that were asked for; those that aren't set are empty.</param>
/// <param name="Packages">The packages that it references itself.</param>
/// <param name="CentralVersions">The packages whose version is managed centrally.</param>
sealed record EvaluatedProject(
    string Path,
    IReadOnlyDictionary<string, string> Properties,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> CentralVersions)
{
    private const string Reference = "PackageReference";
    private const string Version = "PackageVersion";
    private const string PropertiesOfOutput = "Properties";
    private const string ItemsOfOutput = "Items";

    private static readonly string[] Asked =
    [
        "UsingMicrosoftNETSdk", "TargetFramework", "TargetFrameworks", "OutputType", "ManagePackageVersionsCentrally",
        "DirectoryPackagesPropsPath", "EventSchemasContracts", FolderSettings.ContractFolderProperty, FolderSettings.CompatibilityProperty,
        FolderSettings.TransportsProperty, FolderSettings.NamingProperty, FolderSettings.NamespaceProperty, FolderSettings.DocsProperty,
    ];

    /// <summary>A property; empty where it isn't set.</summary>
    public string this[string property] => Properties.GetValueOrDefault(property, "");

    /// <summary>The frameworks that it targets.</summary>
    public IReadOnlyList<string> Frameworks => [.. $"{this["TargetFramework"]};{this["TargetFrameworks"]}"
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The folder of its contract files; it need not exist.</summary>
    public string ContractFolder => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(Path)!,
        this[FolderSettings.ContractFolderProperty] is { Length: > 0 } folder ? folder : FolderSettings.DefaultContractFolder);

    /// <summary>What it says about events that don't say it themselves.</summary>
    /// <param name="transports">The transports, where it names none.</param>
    public SourceSettings SettingsOf(Transports transports) => new(
        ContractTerms.LevelOf(this[FolderSettings.CompatibilityProperty]),
        TransportTexts.Parse(this[FolderSettings.TransportsProperty]) ?? transports,
        new NamingSettings(
            FolderSettings.NamingOf(this[FolderSettings.NamingProperty]),
            this[FolderSettings.NamespaceProperty] is { Length: > 0 } name && FolderSettings.IsNamespace(name) ? name : null,
            string.Equals(this[FolderSettings.DocsProperty], "true", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Evaluates a project; nothing is restored or built.</summary>
    /// <exception cref="ToolException">MSBuild can't evaluate it.</exception>
    public static async Task<EvaluatedProject> ReadAsync(ToolEnvironment environment, string path, CancellationToken cancellationToken)
    {
        string[] arguments =
            ["msbuild", path, "-nologo", $"-getProperty:{string.Join(',', Asked)}", $"-getItem:{Reference},{Version}"];
        ProgramRun run = await ToolProgress.ShowAsync(
            environment,
            $"Reading {System.IO.Path.GetFileName(path)}",
            _ => ProgramRun.OfAsync("dotnet", arguments, System.IO.Path.GetDirectoryName(path)!, cancellationToken)).ConfigureAwait(false);
        if (run.ExitCode != 0)
        {
            throw new ToolException($"{path} can't be read by MSBuild: {(run.Output + run.Error).Trim()}", ExitCode.Unavailable);
        }

        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement items = json.RootElement.GetProperty(ItemsOfOutput);
        return new EvaluatedProject(
            path,
            json.RootElement.GetProperty(PropertiesOfOutput).EnumerateObject()
                .ToDictionary(property => property.Name, property => property.Value.GetString() ?? "", StringComparer.Ordinal),
            IdentitiesOf(items.GetProperty(Reference)),
            IdentitiesOf(items.GetProperty(Version)));
    }

    private static string[] IdentitiesOf(JsonElement items) =>
        [.. items.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
}
