using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Gives an event the flag that the configuration file declares under a similar name (EVS4002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectFlagFix))]
public sealed class CorrectFlagFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.FeatureFlagUndeclared];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.Text(FlagProperties.NearestFlag) is not { } flag
                || root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not TypeSyntax node
                || model?.GetTypeInfo(node, context.CancellationToken).Type is not INamedTypeSymbol type
                || AttributeReader.FindEvent(type)?.ApplicationSyntaxReference is not { } reference
                || await reference.GetSyntaxAsync(context.CancellationToken).ConfigureAwait(false) is not AttributeSyntax attribute
                || solution.GetDocument(reference.SyntaxTree) is not { } document)
            {
                continue;
            }

            SourceText text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
            IEnumerable<TextChange> changes = EventArguments.Set(attribute, "FeatureFlag", MemberEdits.Literal(flag));
            var edit = new FixEdit(
                $"Change the flag of '{type.Name}' to '{flag}'", new FileEdit(document, reference.SyntaxTree, text, changes));
            context.RegisterCodeFix(edit.ToAction(solution, nameof(CorrectFlagFix)), diagnostic);
        }
    }
}
