using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Declares a flag in the project's configuration file (EVS4002): switched off, as a new event starts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareFlagFix))]
public sealed class DeclareFlagFix : CodeFixProvider
{
    private static readonly ProjectFixAll All = new("Declare all feature flags", (solution, project, diagnostics, cancellationToken) =>
        AppSettingsEdit.DeclareAsync(solution, project, diagnostics.Select(FlagOf).OfType<string>(), cancellationToken));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.FeatureFlagUndeclared];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (FlagOf(diagnostic) is { } flag
                && await AppSettingsEdit.IsPossibleAsync(project, flag, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Declare '{flag}' in {Path.GetFileName(AppSettingsEdit.FileOf(project)?.FilePath)}, switched off",
                        token => AppSettingsEdit.DeclareAsync(project.Solution, project.Id, [flag], token),
                        equivalenceKey: nameof(DeclareFlagFix)),
                    diagnostic);
            }
        }
    }

    private static string? FlagOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FlagProperties.Flag, out string? flag) ? flag : null;
}
