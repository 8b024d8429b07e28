using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Accepts all changes of a scope at once. The stock provider merges edits of source documents only.</summary>
sealed class AcceptAllChanges : FixAllProvider
{
    public static AcceptAllChanges Instance { get; } = new();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Accept all compatible changes into the contract files",
        token => ApplyAsync(fixAllContext.WithCancellationToken(token)),
        equivalenceKey: nameof(AcceptAllChanges)));

    private static async Task<Solution> ApplyAsync(FixAllContext context)
    {
        Solution solution = context.Solution;
        foreach ((ProjectId project, Diagnostic diagnostic) in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            solution = await ContractEdit.ApplyAsync(solution, project, diagnostic, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    private static async Task<IReadOnlyList<(ProjectId Project, Diagnostic Diagnostic)>> DiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            return [.. (await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)).Select(diagnostic => (document.Project.Id, diagnostic))];
        }

        var all = new List<(ProjectId, Diagnostic)>();
        foreach (Project project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
        {
            all.AddRange((await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)).Select(diagnostic => (project.Id, diagnostic)));
        }

        return all;
    }
}
