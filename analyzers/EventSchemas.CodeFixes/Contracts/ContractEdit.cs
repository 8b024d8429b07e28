using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Puts the texts that a diagnostic carries into the contract files, which are additional files of the project.</summary>
static class ContractEdit
{
    /// <summary>Whether the project has the contract's schema file, so that there is something to edit.</summary>
    public static bool IsPossible(Project project, Diagnostic diagnostic) =>
        Find(project, diagnostic.Properties, ContractProperties.SchemaPath) is not null;

    public static async Task<Solution> ApplyAsync(
        Solution solution, ProjectId project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        (string Path, string Text)[] files =
        [
            (ContractProperties.SchemaPath, ContractProperties.SchemaText),
            (ContractProperties.ContractPath, ContractProperties.ContractText),
        ];
        foreach ((string path, string text) in files)
        {
            solution = await ReplaceAsync(solution, project, diagnostic.Properties, path, text, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    private static async Task<Solution> ReplaceAsync(
        Solution solution,
        ProjectId project,
        ImmutableDictionary<string, string?> properties,
        string pathName,
        string textName,
        CancellationToken cancellationToken)
    {
        if (Find(solution.GetProject(project), properties, pathName) is not { } document
            || !properties.TryGetValue(textName, out string? text) || text is null)
        {
            return solution;
        }

        SourceText old = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        string lineEnding = old.ToString().Contains("\r\n") ? "\r\n" : "\n";
        var changed = SourceText.From(text.Replace("\n", lineEnding), old.Encoding, old.ChecksumAlgorithm);
        return solution.WithAdditionalDocumentText(document.Id, changed);
    }

    private static TextDocument? Find(Project? project, ImmutableDictionary<string, string?> properties, string pathName) =>
        properties.TryGetValue(pathName, out string? path) && path is not null
            ? project?.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path)
            : null;
}
