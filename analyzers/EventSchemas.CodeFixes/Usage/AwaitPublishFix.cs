using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>Awaits a publish (EVS5002), where the code around it may wait already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitPublishFix))]
public sealed class AwaitPublishFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.PublishNotAwaited];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax publish
                || !MayAwait(publish))
            {
                continue;
            }

            ExpressionSyntax dropped = publish.Parent is AssignmentExpressionSyntax discard ? discard : publish;
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Await the publish",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(dropped, Await(publish, dropped)))),
                    equivalenceKey: nameof(AwaitPublishFix)),
                diagnostic);
        }
    }

    private static AwaitExpressionSyntax Await(ExpressionSyntax publish, ExpressionSyntax dropped) =>
        SyntaxFactory.AwaitExpression(
                SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                publish.WithoutLeadingTrivia())
            .WithTriviaFrom(dropped);

    private static bool MayAwait(SyntaxNode node)
    {
        foreach (SyntaxNode around in node.Ancestors())
        {
            switch (around)
            {
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case LockStatementSyntax or UnsafeStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
