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
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project];
        foreach (Project project in projects)
        {
            foreach (Diagnostic diagnostic in await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false))
            {
                solution = await ContractEdit.ApplyAsync(solution, project.Id, diagnostic, context.CancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }
}
