using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>The declaration at which refactorings are asked for.</summary>
/// <param name="Document">The file.</param>
/// <param name="Text">Its text.</param>
/// <param name="Model">Its semantic model.</param>
/// <param name="Node">The record, parameter, property or enum symbol.</param>
/// <param name="Type">The type that it is, or belongs to.</param>
/// <param name="Events">The events of the project.</param>
sealed record RefactoringPlace(
    Document Document, SourceText Text, SemanticModel Model, SyntaxNode Node, INamedTypeSymbol Type, IReadOnlyList<AnalyzedEvent> Events)
{
    /// <summary>Whether the type is an event, or is part of one.</summary>
    public bool IsInEvent
    {
        get
        {
            string key = Type.OwnerKey();
            return Events.Any(e => e.Place.Owner == key || e.Records.Any(record => record.Owner == key));
        }
    }

    /// <summary>
    /// The place of a selection; null where no refactoring applies: in the body of a type, in a file with errors of syntax at the
    /// declaration, and in a project without EventSchemas.
    /// </summary>
    public static async Task<RefactoringPlace?> OfAsync(
        Document document, TextSpan span, EventCache events, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? node = root is null ? null : NodeAt(root, span);
        if (node is null || node.ContainsDiagnostics
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.Compilation.GetTypeByMetadataName($"{WellKnownNames.Namespace}.{WellKnownNames.OpenEdxEventAttribute}") is null)
        {
            return null;
        }

        BaseTypeDeclarationSyntax declaration = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()!;
        return model.GetDeclaredSymbol(declaration, cancellationToken) is { } type
            ? new RefactoringPlace(
                document,
                await document.GetTextAsync(cancellationToken).ConfigureAwait(false),
                model,
                node,
                type,
                events.EventsOf(
                    model.Compilation,
                    document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider,
                    added: [],
                    cancellationToken))
            : null;
    }

    /// <summary>The file, with changes.</summary>
    public FileEdit Change(params IEnumerable<TextChange> changes) => new(Document, Model.SyntaxTree, Text, changes);

    // Of a type only its head counts: in its body other refactorings are looked for.
    private static SyntaxNode? NodeAt(SyntaxNode root, TextSpan span)
    {
        SyntaxNode? node = root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<SyntaxNode>(one =>
            one is ParameterSyntax or PropertyDeclarationSyntax or EnumMemberDeclarationSyntax or RecordDeclarationSyntax
                or StatementSyntax or ArrowExpressionClauseSyntax);
        return node switch
        {
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } => node,
            PropertyDeclarationSyntax { Parent: RecordDeclarationSyntax } property when property.Identifier.Span.End >= span.Start => node,
            EnumMemberDeclarationSyntax => node,
            RecordDeclarationSyntax record when record.Identifier.Span.End >= span.Start => node,
            _ => null,
        };
    }
}
