using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Puts the event type, or the attribute, of a shipped event back (EVS2009).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreEventFix))]
public sealed class RestoreEventFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.EventMissing];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is null || EditOf(root, text, diagnostic) is not { } edit)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    edit.Title,
                    token => ApplyAsync(context.Document, text, edit, token),
                    equivalenceKey: nameof(RestoreEventFix)),
                diagnostic);
        }
    }

    private static MemberEdit? EditOf(SyntaxNode root, SourceText text, Diagnostic diagnostic)
    {
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (!diagnostic.Properties.TryGetValue(ContractProperties.MissingEventType, out string? eventType) || eventType is null)
        {
            return null;
        }

        if (!diagnostic.Properties.TryGetValue(ContractProperties.Attribute, out string? attribute) || attribute is null)
        {
            return node is ExpressionSyntax
                ? new MemberEdit($"Put the event type '{eventType}' back", new TextChange(node.Span, MemberEdits.Literal(eventType)))
                : null;
        }

        return node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            ? new MemberEdit(
                $"Put [OpenEdxEvent(\"{eventType}\")] back on '{type.Identifier.ValueText}'",
                MemberEdits.AddAttribute(text, type, "global::EventSchemas." + attribute))
            : null;
    }

    private static async Task<Document> ApplyAsync(
        Document document, SourceText text, MemberEdit edit, CancellationToken cancellationToken)
    {
        Document changed = document.WithText(text.WithChanges(edit.Changes));
        SyntaxNode? root = await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? name = root?.FindToken(edit.Changes[0].Span.Start + 1).Parent?.FirstAncestorOrSelf<AttributeSyntax>()?.Name;
        if (name is null)
        {
            return changed;
        }

        changed = changed.WithSyntaxRoot(root!.ReplaceNode(name, name.WithAdditionalAnnotations(Simplifier.Annotation)));
        return await Simplifier.ReduceAsync(changed, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
