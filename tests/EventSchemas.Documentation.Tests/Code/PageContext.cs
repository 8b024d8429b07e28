using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Documentation.Tests;

/// <summary>What the project of a page has beside its code.</summary>
static class PageContext
{
    /// <summary>The contract files that a page presupposes of its own code.</summary>
    public static IEnumerable<(string Path, string Text)> ContractsBefore(DocumentationPage page, CSharpCompilation project) =>
        page.Path.EndsWith("/EVS2006.md", StringComparison.Ordinal) ? new BuiltContracts(project).Accepted() : [];

    /// <summary>The contract files that a segment leaves: version 1 of what a comment calls the state before.</summary>
    public static IEnumerable<(string Path, string Text)> ContractsAfter(PageSegment segment, CSharpCompilation project)
    {
        if (!segment.Text.Contains("// Before", StringComparison.Ordinal))
        {
            return [];
        }

        BuiltContracts contracts = new(project);
        return segment.Text.Contains("// Before, as in the contract", StringComparison.Ordinal)
            ? contracts.Accepted()
            : [.. contracts.Accepted(), .. contracts.Shipped(1)];
    }

    /// <summary>The settings that a page is about.</summary>
    public static (string Key, string Value)[] SettingsOf(DocumentationPage page) => Path.GetFileNameWithoutExtension(page.Path) switch
    {
        "EVS5005" => [("build_property.EventSchemasKafkaTypes", "forbidden")],
        _ => [],
    };

    /// <summary>The files that a page is about: of an <c>appsettings.json</c> the first that the page shows.</summary>
    public static IEnumerable<(string Path, string Text)> FilesOf(DocumentationPage page) =>
        Path.GetFileNameWithoutExtension(page.Path) switch
        {
            "EVS4002" => [("/p/appsettings.json", page.Blocks.First(block => block.Language == "json").Code)],
            "EVS2010" =>
            [
                (
                    $"{BuiltContracts.Folder}/shipped/org.acme.order.placed.v1/retired.contract.json",
                    """{ "eventType": "org.acme.order.placed.v1", "retired": "2026-01-31", "reason": "Replaced by v2." }"""),
            ],
            _ => [],
        };
}
