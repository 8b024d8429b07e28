using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>
/// The settings that count for an event: of its folder (<c>eventschemas_compatibility</c> in an <c>.editorconfig</c>), else of the project
/// (the property <c>EventSchemasCompatibility</c>), and so on.
/// </summary>
/// <param name="Folder">The folder of the contract files, below the project's.</param>
/// <param name="Compatibility">The level where the event's attribute gives none.</param>
/// <param name="IsCI">Whether the build is one that must not write, and where what is missing is an error.</param>
/// <param name="HasContracts">Whether the project's events have contract files at all; those of a test have none.</param>
/// <param name="IsOpenEdx">Whether Python services are on the bus.</param>
/// <param name="Today">The day that dates are held against.</param>
/// <param name="Problems">Settings that say nothing that they can say.</param>
sealed record EventSettings(string Folder, CompatibilityLevel Compatibility, bool IsCI, bool HasContracts, bool IsOpenEdx, DateTime Today, IReadOnlyList<SettingProblem> Problems)
{
    private const string Conventions = "openedx";

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

        return new EventSettings(
            Setting.Folder.TextOf(folder, project) ?? "schemas",
            CompatibilityLevels.TryParseRegistryName(Setting.Compatibility.TextOf(folder, project), out CompatibilityLevel level) ? level : CompatibilityLevel.FullTransitive,
            string.Equals(Setting.CI.TextOf(folder, project), "true", StringComparison.OrdinalIgnoreCase),
            !string.Equals(Setting.Contracts.TextOf(folder, project), "false", StringComparison.OrdinalIgnoreCase),
            string.Equals(Setting.Conventions.TextOf(folder, project) ?? Conventions, Conventions, StringComparison.OrdinalIgnoreCase),
            Analyzers.Today.Of(project),
            problems);
    }
}
