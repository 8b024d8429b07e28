using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Accepts a change that breaks nobody into the contract file (EVS2002), for one event or for all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptChangeFix))]
public sealed class AcceptChangeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ContractOutOfDate];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AcceptAllChanges.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        foreach (Diagnostic diagnostic in context.Diagnostics.Where(diagnostic => ContractEdit.IsPossible(project, diagnostic)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Accept the change into the contract file",
                    token => ContractEdit.ApplyAsync(project.Solution, project.Id, diagnostic, token),
                    equivalenceKey: nameof(AcceptChangeFix)),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
