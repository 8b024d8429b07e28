using System.Text.RegularExpressions;
using EventSchemas.Analyzers;

namespace EventSchemas.Documentation.Tests;

/// <summary>The settings of the build in the documentation and those of the packages agree, in both directions.</summary>
public sealed partial class BuildSettingsTests
{
    // Where the package's own files are; the repository sets them for its own builds.
    private static readonly string[] NotForUsers = ["EventSchemasTaskAssembly", "EventSchemasTaskFactory"];

    private static readonly string[] Properties = [.. In("src", "*.props", "*.targets").SelectMany(PropertiesOf).Distinct()];

    private static readonly string[] Targets =
        [.. In("src", "*.targets").SelectMany(text => Target().Matches(text)).Select(match => match.Groups["name"].Value)];

    private static readonly string[] Keys =
        [.. In("generators", "*.cs").Concat(In("analyzers", "*.cs")).SelectMany(text => Key().Matches(text)).Select(match => match.Value)];

    private static readonly IReadOnlyDictionary<string, string>[] Rows =
    [
        .. MarkdownTable.Rows(DocumentationPage.Of("docs/rules/README.md"), "MSBuild property"),
        .. MarkdownTable.Rows(DocumentationPage.Of("docs/manifest.md"), "property"),
    ];

    [Fact]
    public void The_tables_have_every_property_and_no_other() => Assert.Equal(
        Properties.Except(NotForUsers).Order(StringComparer.Ordinal),
        Rows.SelectMany(row => MarkdownTable.CodeIn(row.First().Value)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_tables_have_every_key_of_editorconfig_and_no_other() => Assert.Equal(
        Keys.Distinct().Order(StringComparer.Ordinal),
        Rows.SelectMany(row => MarkdownTable.CodeIn(row.GetValueOrDefault("`.editorconfig` key", ""))).Order(StringComparer.Ordinal));

    [Fact]
    public void What_pages_name_exists() => Assert.All(
        DocumentationPage.All,
        page =>
        {
            Assert.Empty(Property().Matches(page.Text).Select(match => match.Value).Distinct().Except([.. Properties, .. Targets]));
            Assert.Empty(TargetOfCommand().Matches(page.Text).Select(match => match.Groups["name"].Value).Except(Targets));
            Assert.Empty(KeyOfPage().Matches(page.Text).Select(match => match.Value).Except(Keys));
            Assert.Empty(Severity().Matches(page.Text).Select(match => match.Groups["id"].Value).Except(Rules));
        });

    private static IEnumerable<string> Rules => typeof(EventAnalyzer).Assembly.GetTypes()
        .Where(type => type.GetCustomAttributes(typeof(Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerAttribute), false).Length > 0)
        .SelectMany(type => ((Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
        .Select(rule => rule.Id);

    private static IEnumerable<string> In(string folder, params string[] patterns) => patterns
        .SelectMany(pattern => Directory.GetFiles(Path.Combine(RepositoryRoot.Path, folder), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}content{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    private static IEnumerable<string> PropertiesOf(string text) =>
        UsedProperty().Matches(text).Select(match => match.Groups["name"].Value)
            .Concat(VisibleProperty().Matches(text).Select(match => match.Groups["name"].Value));

    [GeneratedRegex(@"\$\((?<name>EventSchemas\w+)")]
    private static partial Regex UsedProperty();

    [GeneratedRegex("CompilerVisibleProperty Include=\"(?<name>EventSchemas\\w+)\"")]
    private static partial Regex VisibleProperty();

    [GeneratedRegex("<Target\\s+Name=\"(?<name>[A-Z]\\w+)\"")]
    private static partial Regex Target();

    [GeneratedRegex("(?<=\")eventschemas_[a-z_]+(?=\")")]
    private static partial Regex Key();

    // A property of ours in a page: in a project file, in a command or in the text; not a namespace, a package or a file.
    [GeneratedRegex(@"(?<=-p:|<|</|`)EventSchemas[A-Z]\w+(?=[=>`])")]
    private static partial Regex Property();

    [GeneratedRegex(@"-t:(?<name>\w*EventSchemas\w*)")]
    private static partial Regex TargetOfCommand();

    [GeneratedRegex(@"\beventschemas_[a-z_]+\b")]
    private static partial Regex KeyOfPage();

    [GeneratedRegex(@"dotnet_diagnostic\.(?<id>EVS\d{4})\.")]
    private static partial Regex Severity();
}
