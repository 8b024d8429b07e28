using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>Keeps the name that a member or type had on the wire, whatever C# calls it now (EVS3002, EVS3004, EVS3005, EVS3101).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PinNameFix))]
public sealed class PinNameFix : CodeFixProvider
{
    private const string AttributeName = "AvroName";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberRenamed, RuleIds.MemberLooksRenamed];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? member = root?.FindNode(diagnostic.Location.SourceSpan)
                .FirstAncestorOrSelf<SyntaxNode>(node => node is ParameterSyntax or PropertyDeclarationSyntax or BaseTypeDeclarationSyntax);
            if (root is null || member is null || HasName(member) || !diagnostic.Properties.TryGetValue(ContractProperties.OldName, out string? name) || name is null)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Keep the name '{name}' on the wire",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(member, WithName(member, name)))),
                    equivalenceKey: nameof(PinNameFix)),
                diagnostic);
        }
    }

    // The attribute carries the comments and the indentation that stood before the member.
    private static SyntaxNode WithName(SyntaxNode member, string name)
    {
        AttributeSyntax attribute = SyntaxFactory.Attribute(
            SyntaxFactory.IdentifierName(AttributeName),
            SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(
                SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name))))));
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithLeadingTrivia(member.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space);
        return member.WithoutLeadingTrivia() switch
        {
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list)),
            MemberDeclarationSyntax declaration => declaration.WithAttributeLists(declaration.AttributeLists.Insert(0, list)),
            var other => other,
        };
    }

    private static bool HasName(SyntaxNode member)
    {
        SyntaxList<AttributeListSyntax> lists = member switch
        {
            ParameterSyntax parameter => parameter.AttributeLists,
            MemberDeclarationSyntax declaration => declaration.AttributeLists,
            _ => default,
        };
        return lists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText is AttributeName or WellKnownNames.AvroNameAttribute);
    }
}
