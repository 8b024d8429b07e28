using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Writes the record's current contract into its contract file.</summary>
public abstract class AcceptFix : CodeFixProvider
{
    private readonly string _title;

    private protected AcceptFix(string title, IEnumerable<string> rules)
    {
        _title = title;
        FixableDiagnosticIds = [.. rules];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        foreach (Diagnostic diagnostic in context.Diagnostics.Where(diagnostic => ContractEdit.IsPossible(project, diagnostic)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    _title,
                    token => ContractEdit.ApplyAsync(project.Solution, project.Id, diagnostic, token),
                    equivalenceKey: GetType().Name),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Accepts a change that breaks nobody into the contract file (EVS2002), for one event or for all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptChangeFix))]
public sealed class AcceptChangeFix() : AcceptFix("Accept the change into the contract file", [RuleIds.ContractOutOfDate])
{
    private static readonly ProjectFixAll All = new(
        "Accept all compatible changes into the contract files",
        async (solution, project, diagnostics, cancellationToken) =>
        {
            foreach (Diagnostic diagnostic in diagnostics)
            {
                solution = await ContractEdit.ApplyAsync(solution, project, diagnostic, cancellationToken).ConfigureAwait(false);
            }

            return solution;
        });

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;
}

/// <summary>
/// Accepts a break into the contract file (EVS30xx), for an event that nobody reads yet. Never offered for more than one event, nor for
/// what has been shipped.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptBreakFix))]
public sealed class AcceptBreakFix()
    : AcceptFix("Accept into the contract file although it breaks other services", VersionRules.BreakingIds);

/// <summary>
/// Accepts an intended change of meaning into the contract file (EVS31xx). Never offered for more than one event.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptMeaningFix))]
public sealed class AcceptMeaningFix() : AcceptFix("Accept the change of meaning into the contract file", VersionRules.MeaningIds);
