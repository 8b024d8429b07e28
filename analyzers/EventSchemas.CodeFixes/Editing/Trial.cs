using Microsoft.CodeAnalysis;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Runs the rules on the solution as it would be after a fix: one that doesn't remove its diagnostic must not be offered.
/// </summary>
static class Trial
{
    /// <summary>Whether a changed solution no longer has a diagnostic, and no new break in its place.</summary>
    /// <param name="project">The project as it is.</param>
    /// <param name="changed">The solution after the fix.</param>
    /// <param name="diagnostic">The diagnostic that the fix must remove.</param>
    /// <param name="cancellationToken">Cancels the trial.</param>
    public static async Task<bool> RemovesAsync(
        Project project, Solution changed, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindingsAsync(changed.GetProject(project.Id), cancellationToken).ConfigureAwait(false) is not { } after)
        {
            return false;
        }

        string? subject = SubjectOf(diagnostic);
        if (after.Any(found => (found.Id == diagnostic.Id && SubjectOf(found) == subject)
            || found.Id is RuleIds.UnrepresentableMember or RuleIds.InvalidDefault))
        {
            return false;
        }

        Diagnostic[] breaks = [.. after.Where(found => VersionRules.Contains(found.Id) && found.Severity >= diagnostic.Severity)];
        return breaks.Length == 0
            || (await FindingsAsync(project, cancellationToken).ConfigureAwait(false) is { } before
                && breaks.All(found => before.Any(old => old.Id == found.Id && SubjectOf(old) == SubjectOf(found))));
    }

    private static async Task<IReadOnlyList<Diagnostic>?> FindingsAsync(Project? project, CancellationToken cancellationToken) =>
        project is not null && await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
            ? [.. EventAnalysis.Of(compilation, project.AnalyzerOptions, cancellationToken).Findings]
            : null;

    private static string? SubjectOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ContractProperties.Subject, out string? subject) ? subject : null;
}
