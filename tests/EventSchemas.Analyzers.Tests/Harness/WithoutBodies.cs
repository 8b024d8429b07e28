using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Generated code with what analyzers see of it, its declarations: they never look into its bodies, and to bind these takes most of the
/// time of an analysis.
/// </summary>
sealed class WithoutBodies : CSharpSyntaxRewriter
{
    private static readonly BlockSyntax Body = SyntaxFactory.Block(SyntaxFactory.ParseStatement("throw null!;"));

    private static readonly AccessorListSyntax Accessors = SyntaxFactory.AccessorList(
        [SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Body)]);

    /// <summary>A file without its bodies.</summary>
    public static SyntaxTree Of(SyntaxTree tree) =>
        tree.WithRootAndOptions(new WithoutBodies().Visit(tree.GetRoot(TestContext.Current.CancellationToken)), tree.Options);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        node is { Body: null, ExpressionBody: null } ? node : node.WithBody(Body).WithExpressionBody(null).WithSemicolonToken(default);

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
        node is { Body: null, ExpressionBody: null } ? node : node.WithBody(Body).WithExpressionBody(null).WithSemicolonToken(default);

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node) =>
        node is { Body: null, ExpressionBody: null } ? node : node.WithBody(Body).WithExpressionBody(null).WithSemicolonToken(default);

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node) => node.ExpressionBody is null
        ? base.VisitPropertyDeclaration(node)
        : node.WithAccessorList(Accessors).WithExpressionBody(null).WithSemicolonToken(default);
}
