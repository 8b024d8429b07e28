using Microsoft.CodeAnalysis;

namespace EventSchemas.CodeFixes;

/// <summary>Asks the rules what they would say after a fix: one that leaves its diagnostic where it is must not be offered.</summary>
static class Trial
{
    /// <summary>Whether a changed solution no longer has a diagnostic, and no new one that is worse.</summary>
    /// <param name="changed">The solution after the fix.</param>
    /// <param name="project">The project that it was made in.</param>
    /// <param name="diagnostic">What it is to remove.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public static async Task<bool> RemovesAsync(Solution changed, ProjectId project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (changed.GetProject(project) is not { } after || await after.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return false;
        }

        string? subject = SubjectOf(diagnostic);
        return !EventAnalysis.Of(compilation, after.AnalyzerOptions, cancellationToken).Findings.Any(found =>
            (found.Id == diagnostic.Id && SubjectOf(found) == subject) || found.Id == RuleIds.UnrepresentableMember);
    }

    private static string? SubjectOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(ContractProperties.Subject, out string? subject) ? subject : null;
}
