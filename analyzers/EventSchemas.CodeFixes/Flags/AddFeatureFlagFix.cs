using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>Gives an event a feature flag (EVS4001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddFeatureFlagFix))]
public sealed class AddFeatureFlagFix : CodeFixProvider
{
    private const string Suffix = "Event";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.FeatureFlagMissing];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        TypeDeclarationSyntax? type = root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        AttributeSyntax? attribute = type?.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(IsEvent);
        if (root is null || type is null || attribute is null)
        {
            return;
        }

        string name = type.Identifier.ValueText;
        string flag = name.EndsWith(Suffix, StringComparison.Ordinal) ? name : name + Suffix;
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Add the feature flag '{flag}'",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, WithFlag(attribute, flag)))),
                equivalenceKey: nameof(AddFeatureFlagFix)),
            context.Diagnostics);
    }

    private static AttributeSyntax WithFlag(AttributeSyntax attribute, string flag)
    {
        AttributeArgumentSyntax argument = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName("FeatureFlag").WithTrailingTrivia(SyntaxFactory.Space))
                .WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)),
            nameColon: null,
            SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(flag)));
        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        AttributeArgumentSyntax? old = list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "FeatureFlag");
        if (old is not null)
        {
            return attribute.WithArgumentList(list.ReplaceNode(old, argument.WithTriviaFrom(old)));
        }

        // Where the arguments stand on lines of their own, the new one does too.
        SyntaxTriviaList leading = list.Arguments.LastOrDefault()?.GetLeadingTrivia() ?? default;
        SyntaxToken separator = list.Arguments.GetSeparators().LastOrDefault() is { RawKind: not 0 } last
            ? last
            : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        SyntaxNodeOrToken[] added = list.Arguments.Count == 0 ? [argument] : [separator, argument.WithLeadingTrivia(leading)];
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(list.Arguments.GetWithSeparators().AddRange(added))));
    }

    private static bool IsEvent(AttributeSyntax attribute) =>
        attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText is WellKnownNames.OpenEdxEvent or WellKnownNames.OpenEdxEventAttribute;
}
