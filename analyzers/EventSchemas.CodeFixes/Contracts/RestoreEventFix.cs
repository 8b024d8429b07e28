using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Puts the event type, or the attribute, of an event back that no record declares any more (EVS2004, EVS2009).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreEventFix))]
public sealed class RestoreEventFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.EventMissing, RuleIds.ContractOrphaned];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is null || model is null || EditOf(context.Document, root, model, text, diagnostic) is not { } edit)
            {
                continue;
            }

            context.RegisterCodeFix(edit.ToAction(context.Document.Project.Solution, nameof(RestoreEventFix)), diagnostic);
        }
    }

    private static FixEdit? EditOf(Document document, SyntaxNode root, SemanticModel model, SourceText text, Diagnostic diagnostic)
    {
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (diagnostic.Properties.Text(ContractProperties.MissingEventType) is not { } eventType)
        {
            return null;
        }

        if (diagnostic.Properties.Text(ContractProperties.Attribute) is not { } attribute)
        {
            return node is ExpressionSyntax
                ? Edit($"Put the event type '{eventType}' back", new TextChange(node.Span, MemberEdits.Literal(eventType)))
                : null;
        }

        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        var names = new ImportedNames(model, text, type.SpanStart);
        int arguments = attribute.IndexOf('(');
        string written = names.Attribute(attribute.Substring(0, arguments)) + attribute.Substring(arguments);
        return Edit(
            $"Put [{attribute.Substring(0, arguments)}(\"{eventType}\")] back on '{type.Identifier.ValueText}'",
            [MemberEdits.AddAttribute(text, type, written), .. names.Imports()]);

        FixEdit Edit(string title, params IEnumerable<TextChange> changes) =>
            new(title, new FileEdit(document, model.SyntaxTree, text, changes));
    }
}
