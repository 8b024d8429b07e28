using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Puts what the record says now into its contract file.</summary>
public abstract class AcceptFix : CodeFixProvider
{
    private readonly string _title;

    private protected AcceptFix(string title)
    {
        _title = title;
    }

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        foreach (Diagnostic diagnostic in context.Diagnostics.Where(diagnostic => ContractEdit.IsPossible(project, diagnostic)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(_title, token => ContractEdit.ApplyAsync(project.Solution, project.Id, diagnostic, token), equivalenceKey: GetType().Name),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
