using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>Makes a record, and the types around it, partial (EVS1002, EVS1010).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotPartialRecord, RuleIds.PersonalDataShown];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
        {
            return;
        }

        // A type that can't be an event for another reason can't be one as a partial type either.
        bool isRecord = declaration is RecordDeclarationSyntax { TypeParameterList: null }
            && (declaration.IsKind(SyntaxKind.RecordDeclaration) || context.Diagnostics[0].Id == RuleIds.PersonalDataShown);
        TypeDeclarationSyntax[] types = MemberEdits.NotPartial(declaration);
        if (types.Length == 0 || !isRecord)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Make {string.Join(" and ", Enumerable.Reverse(types).Select(type => $"'{type.Identifier.ValueText}'"))} partial",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNodes(types, (_, type) => WithPartial(type)))),
                equivalenceKey: nameof(MakePartialFix)),
            context.Diagnostics);
    }

    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
        {
            return type.WithModifiers(type.Modifiers.Add(partial));
        }

        // Without modifiers the keyword carries the comments before the type.
        SyntaxToken keyword = type.Keyword;
        return type
            .WithKeyword(keyword.WithLeadingTrivia())
            .WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(keyword.LeadingTrivia)));
    }
}
