using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// A fix that edits the file of the member or type that a diagnostic is about. It is offered only where that removes the diagnostic.
/// </summary>
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
        CancellationToken token = context.CancellationToken;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is null
                || MemberEdits.Member(root, diagnostic.Location.SourceSpan) is not { } member
                || await EditAsync(new MemberFixContext(document, text, member, diagnostic), token).ConfigureAwait(false) is not { } edit)
            {
                continue;
            }

            Document changed = document.WithText(text.WithChanges(edit.Changes));
            if (await Trial.RemovesAsync(document.Project, changed.Project.Solution, diagnostic, token).ConfigureAwait(false))
            {
                var action = CodeAction.Create(edit.Title, _ => Task.FromResult(changed), equivalenceKey: GetType().Name);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>The edit that could remove a diagnostic; null where there is none.</summary>
    private protected abstract Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken);
}

/// <summary>The input of a fix of a member.</summary>
/// <param name="Document">The file.</param>
/// <param name="Text">Its text.</param>
/// <param name="Member">The parameter, property or type.</param>
/// <param name="Diagnostic">The diagnostic to remove.</param>
sealed record MemberFixContext(Document Document, SourceText Text, SyntaxNode Member, Diagnostic Diagnostic)
{
    /// <summary>Something that the diagnostic carries; null where it doesn't.</summary>
    public string? Property(string name) => Diagnostic.Properties.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The symbol of the member's type; null where it isn't known.</summary>
    public async Task<ITypeSymbol?> TypeAsync(CancellationToken cancellationToken)
    {
        SemanticModel? model = await Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return MemberEdits.TypeOf(Member) is { } type ? model?.GetTypeInfo(type, cancellationToken).Type : null;
    }

    /// <summary>An edit that puts an attribute before the member.</summary>
    public MemberEdit WithAttribute(string title, string attribute) => new(title, MemberEdits.AddAttribute(Text, Member, attribute));
}

/// <summary>An edit that a fix offers.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Changes">The changes of the file's text.</param>
sealed record MemberEdit(string Title, params IReadOnlyList<TextChange> Changes);
