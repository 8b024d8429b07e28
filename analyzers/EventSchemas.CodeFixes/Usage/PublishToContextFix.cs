using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Publishes to the context instead of the bus (EVS5007). One by one: each moves an event from the bus to the outbox, which must be there.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PublishToContextFix))]
public sealed class PublishToContextFix : CodeFixProvider
{
    private const string Extensions = "Microsoft.EntityFrameworkCore";
    private const string PublishAsync = nameof(PublishAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.PublishedOutsideTransaction];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // Only a single publish that is awaited: a task of the outbox that somebody keeps would use the context beside other code.
            if (diagnostic.Properties.Text(OutboxAnalyzer.Context) is not { } target
                || model is null
                || root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax
                    {
                        Name: { Identifier.ValueText: PublishAsync } name,
                        Expression: { } producer,
                    },
                } publish
                || !IsAwaited(publish))
            {
                continue;
            }

            TextChange[] changes =
            [
                new TextChange(producer.Span, target),
                .. IsImported(model, publish.SpanStart) ? [] : ImportOf(text, (CompilationUnitSyntax)root),
            ];
            context.RegisterCodeFix(
                new FixEdit($"Publish to the outbox of '{target}'", new FileEdit(context.Document, model.SyntaxTree, text, changes))
                    .ToAction(context.Document.Project.Solution, nameof(PublishToContextFix)),
                diagnostic);
        }
    }

    private static bool IsAwaited(ExpressionSyntax publish) => publish.Parent switch
    {
        AwaitExpressionSyntax => true,
        MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: nameof(Task.ConfigureAwait),
            Parent: InvocationExpressionSyntax configured,
        } => IsAwaited(configured),
        _ => false,
    };

    private static bool IsImported(SemanticModel model, int position) =>
        model.Compilation.GetTypeByMetadataName($"{Extensions}.DbContext") is { } container
        && model.LookupSymbols(position, container, PublishAsync, includeReducedExtensionMethods: true).Length > 0;

    private static IEnumerable<TextChange> ImportOf(SourceText text, CompilationUnitSyntax root)
    {
        string line = $"using {Extensions};{MemberEdits.LineEnding(text)}";
        UsingDirectiveSyntax? after = root.Usings.LastOrDefault(one => one.Alias is null && one.StaticKeyword.IsKind(SyntaxKind.None));
        int position = after is null ? root.GetFirstToken().SpanStart : after.FullSpan.End;
        return [new TextChange(new TextSpan(position, 0), line)];
    }
}
