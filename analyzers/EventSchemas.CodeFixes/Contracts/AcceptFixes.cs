using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Writes the current contracts of a record's events into their contract files, all at once.</summary>
public abstract class AcceptFix : CodeFixProvider
{
    private readonly string _ending;

    private protected AcceptFix(string ending, IEnumerable<string> rules)
    {
        _ending = ending;
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
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            IReadOnlyList<AcceptedContract> contracts = ContractEdit.Contracts(project, diagnostic);
            if (contracts.Count == 0)
            {
                continue;
            }

            string place = contracts.Count == 1
                ? $"the contract of '{contracts[0].EventType}'"
                : FormattableString.Invariant($"{contracts.Count} contracts");
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Accept into {place}{_ending}",
                    token => ContractEdit.ApplyAsync(project.Solution, project.Id, diagnostic, token),
                    GetType().Name,
                    CodeActionPriority.Low),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Accepts a change that breaks nobody into the contract file (EVS2002), for one event or for all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptChangeFix))]
public sealed class AcceptChangeFix() : AcceptFix("", [RuleIds.ContractOutOfDate])
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
/// Accepts a break into the contract files (EVS30xx), for events that nobody reads yet. Never offered for more than one edit, nor for
/// what has been shipped. Ambiguous aliases (EVS3015) would be ambiguous in the accepted contract too.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptBreakFix))]
public sealed class AcceptBreakFix()
    : AcceptFix(
    ", although it breaks other services",
    VersionRules.BreakingIds.Except([RuleIds.MemberAmbiguous]));

/// <summary>
/// Accepts an intended change of meaning into the contract file (EVS31xx). Never offered for more than one edit.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptMeaningFix))]
public sealed class AcceptMeaningFix() : AcceptFix(", with its new meaning", VersionRules.MeaningIds);
