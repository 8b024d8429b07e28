using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>A fix that edits the file of the member or type that a diagnostic is about, and is offered only where that removes the diagnostic.</summary>
public abstract class MemberFix : CodeFixProvider
{
    private protected MemberFix()
    {
    }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SourceText text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is null || MemberEdits.Member(root, diagnostic.Location.SourceSpan) is not { } member)
            {
                continue;
            }

            foreach ((string title, IReadOnlyList<TextChange> changes) in await EditsAsync(new MemberFixContext(document, text, member, diagnostic), context.CancellationToken).ConfigureAwait(false))
            {
                Document changed = document.WithText(text.WithChanges(changes));
                if (await Trial.RemovesAsync(document.Project, changed.Project.Solution, diagnostic, context.CancellationToken).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), equivalenceKey: GetType().Name), diagnostic);
                }
            }
        }
    }

    /// <summary>The edits that could remove a diagnostic, each with its title.</summary>
    private protected abstract Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken);

    private protected static Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> None { get; } = Edits();

    private protected static Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> Edits(params (string Title, IReadOnlyList<TextChange> Changes)[] edits) =>
        Task.FromResult<IReadOnlyList<(string, IReadOnlyList<TextChange>)>>(edits);
}
