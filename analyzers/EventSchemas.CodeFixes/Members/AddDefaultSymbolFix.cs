using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Gives an enum a default symbol, which stands for symbols that it lost (EVS3013).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddDefaultSymbolFix))]
public sealed class AddDefaultSymbolFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.SymbolRemoved];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is null || model is null || MemberEdits.Member(root, diagnostic.Location.SourceSpan) is not { } member || MemberEdits.TypeOf(member) is not { } type
                || EnumWithin(model.GetTypeInfo(type, context.CancellationToken).Type) is not { } @enum
                || @enum.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
                || await reference.GetSyntaxAsync(context.CancellationToken).ConfigureAwait(false) is not EnumDeclarationSyntax { Members.Count: > 0 } declaration
                || document.Project.GetDocument(declaration.SyntaxTree) is not { } home)
            {
                continue;
            }

            EnumMemberDeclarationSyntax first = declaration.Members[0];
            SourceText text = await home.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
            Solution changed = home.WithText(text.WithChanges(MemberEdits.AddAttribute(text, first, "AvroDefaultSymbol"))).Project.Solution;
            if (await Trial.RemovesAsync(document.Project, changed, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Read symbols that it doesn't know as {first.Identifier.ValueText}", _ => Task.FromResult(changed), equivalenceKey: nameof(AddDefaultSymbolFix)),
                    diagnostic);
            }
        }
    }

    private static INamedTypeSymbol? EnumWithin(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum => @enum,
        INamedTypeSymbol named => named.TypeArguments.Select(EnumWithin).FirstOrDefault(found => found is not null),
        IArrayTypeSymbol array => EnumWithin(array.ElementType),
        _ => null,
    };
}
