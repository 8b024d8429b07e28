using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Gives an event a feature flag (EVS4001), and declares it in the project's configuration file where there is one: switched off, as a
/// new event starts.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddFeatureFlagFix))]
public sealed class AddFeatureFlagFix : CodeFixProvider
{
    private const string Suffix = "Event";

    private static readonly ProjectFixAll All = new("Add all feature flags", ApplyAsync);

    /// <summary>The flag that an event gets.</summary>
    internal static string FlagOf(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name : name + Suffix;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.FeatureFlagMissing];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        string? file = Path.GetFileName(AppSettingsEdit.FileOf(project)?.FilePath);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (EventAt(root, diagnostic) is var (_, flag))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add the feature flag '{flag}'" + (file is null ? "" : $", switched off in {file}"),
                        token => ApplyAsync(project.Solution, project.Id, [diagnostic], token),
                        equivalenceKey: nameof(AddFeatureFlagFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution> ApplyAsync(
        Solution solution, ProjectId project, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var flags = new List<string>();
        foreach (IGrouping<SyntaxTree?, Diagnostic> inTree in diagnostics.GroupBy(diagnostic => diagnostic.Location.SourceTree))
        {
            Document? document = solution.GetProject(project)?.Documents.FirstOrDefault(one => one.FilePath == inTree.Key?.FilePath);
            if (document is null || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            {
                continue;
            }

            Dictionary<SyntaxNode, string> found = inTree
                .Select(diagnostic => EventAt(root, diagnostic))
                .OfType<(AttributeSyntax Attribute, string Flag)>()
                .GroupBy(item => item.Attribute)
                .ToDictionary(group => (SyntaxNode)group.Key, group => group.First().Flag);
            flags.AddRange(found.Values);
            SyntaxNode changed = root.ReplaceNodes(found.Keys, (old, node) => WithFlag((AttributeSyntax)node, found[old]));
            solution = solution.WithDocumentSyntaxRoot(document.Id, changed);
        }

        return await AppSettingsEdit.DeclareAsync(solution, project, flags, cancellationToken).ConfigureAwait(false);
    }

    private static (AttributeSyntax Attribute, string Flag)? EventAt(SyntaxNode? root, Diagnostic diagnostic)
    {
        TypeDeclarationSyntax? type = root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        AttributeSyntax? attribute = type?.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(IsEvent);
        if (type is null || attribute is null)
        {
            return null;
        }

        return (attribute, FlagOf(type.Identifier.ValueText));
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

        // If each argument is on a separate line, the new one is too.
        SyntaxTriviaList before = list.Arguments.LastOrDefault()?.GetLeadingTrivia() ?? default;
        SyntaxTriviaList after = list.Arguments.GetSeparators().LastOrDefault().TrailingTrivia;
        SyntaxTrivia indent = before.LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        SyntaxTrivia lineEnd = after.LastOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        bool isOnItsLine = lineEnd.IsKind(SyntaxKind.EndOfLineTrivia);
        SyntaxToken separator = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(isOnItsLine ? lineEnd : SyntaxFactory.Space);
        SyntaxTriviaList leading = isOnItsLine ? SyntaxFactory.TriviaList(indent) : default;
        SyntaxNodeOrToken[] added = list.Arguments.Count == 0 ? [argument] : [separator, argument.WithLeadingTrivia(leading)];
        SyntaxNodeOrTokenList all = list.Arguments.GetWithSeparators().AddRange(added);
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(all)));
    }

    private static bool IsEvent(AttributeSyntax attribute) =>
        attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault() is { } name
        && WellKnownNames.IsEventAttribute(name.Identifier.ValueText);
}
