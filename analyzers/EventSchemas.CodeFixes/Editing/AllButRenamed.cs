using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Fixes all diagnostics of a scope in one way. A member that looks renamed only ever keeps its old name: any other edit would decide
/// that it is a new one.
/// </summary>
/// <param name="keepName">The key of the action that keeps the old name.</param>
sealed class AllButRenamed(string keepName) : FixAllProvider
{
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        (CodeFixProvider provider, FixAllScope scope, string? key) =
            (fixAllContext.CodeFixProvider, fixAllContext.Scope, fixAllContext.CodeActionEquivalenceKey);
        (IEnumerable<string> ids, CancellationToken token) = (fixAllContext.DiagnosticIds, fixAllContext.CancellationToken);
        if (key == keepName)
        {
            return WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext);
        }

        var others = new Others(fixAllContext);
        FixAllContext context = fixAllContext.Document is { } document
            ? new FixAllContext(document, provider, scope, key, ids, others, token)
            : new FixAllContext(fixAllContext.Project, provider, scope, key, ids, others, token);
        return WellKnownFixAllProviders.BatchFixer.GetFixAsync(context);
    }

    private sealed class Others(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Of(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) =>
            Of(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) =>
            Of(await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false));

        private static IEnumerable<Diagnostic> Of(IEnumerable<Diagnostic> diagnostics) =>
            diagnostics.Where(found => !found.Properties.TryGetValue(ContractProperties.OldName, out string? name) || name is null);
    }
}
