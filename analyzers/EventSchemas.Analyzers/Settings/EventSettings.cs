using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>
/// The settings that apply to an event: those of its folder (<c>eventschemas_compatibility</c> in an <c>.editorconfig</c>), or else those
/// of the project (the property <c>EventSchemasCompatibility</c>), and so on.
/// </summary>
/// <param name="Folder">The folder of the contract files, below the project's.</param>
/// <param name="Compatibility">The level where the event's attribute doesn't give one.</param>
/// <param name="Transports">The transports where the event's attribute names none.</param>
/// <param name="IsCI">Whether the build must not write, and a missing contract file is an error.</param>
/// <param name="HasContracts">Whether the project's events have contract files at all; those of a test have none.</param>
/// <param name="IsOpenEdx">Whether Python services use the bus.</param>
/// <param name="Today">The day that dates are compared with.</param>
/// <param name="Problems">The settings with invalid values.</param>
sealed record EventSettings(
    string Folder,
    CompatibilityLevel Compatibility,
    Transports Transports,
    bool IsCI,
    bool HasContracts,
    bool IsOpenEdx,
    DateTime Today,
    IReadOnlyList<SettingProblem> Problems)
{
    private const string OpenEdx = "openedx";

    public static EventSettings Of(AnalyzerConfigOptionsProvider provider, SyntaxTree tree)
    {
        AnalyzerConfigOptions project = provider.GlobalOptions;
        AnalyzerConfigOptions folder = provider.GetOptions(tree);
        var problems = new List<SettingProblem>();
        foreach (Setting setting in Setting.All)
        {
            (string? name, string? text) = setting.In(folder, project);
            if (text is not null && !setting.Allows(text))
            {
                problems.Add(new SettingProblem(name!, text, setting.Expected));
            }
        }

        bool Is(Setting setting, string word) => string.Equals(setting.TextOf(folder, project), word, StringComparison.OrdinalIgnoreCase);
        return new EventSettings(
            Setting.Folder.TextOf(folder, project) ?? FolderSettings.DefaultContractFolder,
            ContractTerms.LevelOf(Setting.Compatibility.TextOf(folder, project)),
            FolderSettings.TransportsOf(folder, project),
            IsCI: Is(Setting.CI, "true"),
            HasContracts: !Is(Setting.Contracts, "false"),
            IsOpenEdx: Setting.Conventions.TextOf(folder, project) is null || Is(Setting.Conventions, OpenEdx),
            TodayOf(project),
            problems);
    }

    /// <summary>The folder of a project's contract files; null where the compiler isn't told where the project is.</summary>
    public static string? ContractFolderOf(AnalyzerConfigOptions project) =>
        project.TryGetValue("build_property.MSBuildProjectDirectory", out string? directory) && directory.Length > 0
            ? Path.Combine(directory, Setting.Folder.TextOf(project, project) ?? FolderSettings.DefaultContractFolder)
            : null;

    /// <summary>
    /// The day that dates are compared with: that of the MSBuild property <c>EventSchemasToday</c>, for a build that must give the same
    /// result tomorrow, or else the current one.
    /// </summary>
    public static DateTime TodayOf(AnalyzerConfigOptions project) =>
        Dates.Parse(Setting.Today.TextOf(project, project)) ?? DateTime.UtcNow.Date;
}

/// <summary>A setting with an invalid value.</summary>
/// <param name="Name">Its name where it was set.</param>
/// <param name="Value">The value.</param>
/// <param name="Expected">What it can be, in words.</param>
sealed record SettingProblem(string Name, string Value, string Expected);
