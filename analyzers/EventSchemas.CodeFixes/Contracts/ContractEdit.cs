using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Puts the texts that a diagnostic carries into the contract files, which are additional files of the project.</summary>
static class ContractEdit
{
    /// <summary>The contracts that can be accepted: all that the diagnostic is about, or none where the project lacks one's file.</summary>
    public static IReadOnlyList<AcceptedContract> Contracts(Project project, Diagnostic diagnostic)
    {
        IReadOnlyList<AcceptedContract> all = diagnostic.Properties.AcceptedContracts();
        return all.All(contract => Find(project, contract.Files[0].Path) is not null) ? all : [];
    }

    /// <summary>The solution after the contracts are accepted.</summary>
    public static async Task<Solution> ApplyAsync(
        Solution solution, ProjectId project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        foreach ((string? path, string? text) in diagnostic.Properties.AcceptedContracts().SelectMany(contract => contract.Files))
        {
            if (Find(solution.GetProject(project), path) is { } document && text is not null)
            {
                SourceText old = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                string changed = text.Replace("\n", MemberEdits.LineEnding(old));
                solution = solution.WithAdditionalDocumentText(
                    document.Id, SourceText.From(changed, old.Encoding, old.ChecksumAlgorithm));
            }
        }

        return solution;
    }

    /// <summary>An additional file of a project; null where it has none of that path.</summary>
    public static TextDocument? Find(Project? project, string? path) => path is null
        ? null
        : project?.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path);
}
