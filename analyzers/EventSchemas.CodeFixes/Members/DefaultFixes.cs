using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Gives a member the default of its type, or the value of its initializer (EVS1009, EVS3002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GiveDefaultFix))]
public sealed class GiveDefaultFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.MemberAddedWithoutDefault, RuleIds.InitializerIsNotDefault];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AllButRenamed.Instance;

    private protected override async Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (await context.TypeAsync(cancellationToken).ConfigureAwait(false) is not { } type
            || MemberEdits.HasAttribute(context.Member, "AvroDefault"))
        {
            return null;
        }

        if (context.Member is ParameterSyntax parameter
            && MemberEdits.CanHaveDefault(parameter)
            && TypeDefaults.ConstantOf(type) is { } constant)
        {
            var change = new TextChange(new TextSpan(parameter.Span.End, 0), $" = {constant}");
            return new MemberEdit($"Give it the default {constant}", change);
        }

        // A constant initializer is the value that the author wants for a missing one.
        return context.Member is PropertyDeclarationSyntax { Initializer.Value: LiteralExpressionSyntax initial }
            ? context.WithAttribute($"Make {initial} its default in the schema", $"AvroDefault({initial})")
            : context.WithAttribute("Give it the default of its type", "AvroDefault");
    }
}

/// <summary>Gives an enum a default symbol, which readers use for removed symbols (EVS3013).</summary>
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
            if (root is null
                || model is null
                || MemberEdits.Member(root, diagnostic.Location.SourceSpan) is not { } member
                || MemberEdits.TypeOf(member) is not { } type
                || EnumWithin(model.GetTypeInfo(type, context.CancellationToken).Type) is not { } @enum
                || @enum.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
                || await reference.GetSyntaxAsync(context.CancellationToken).ConfigureAwait(false)
                    is not EnumDeclarationSyntax { Members.Count: > 0 } declaration
                || document.Project.GetDocument(declaration.SyntaxTree) is not { } enumDocument)
            {
                continue;
            }

            EnumMemberDeclarationSyntax first = declaration.Members[0];
            SourceText text = await enumDocument.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
            TextChange change = MemberEdits.AddAttribute(text, first, "AvroDefaultSymbol");
            Solution changed = enumDocument.WithText(text.WithChanges(change)).Project.Solution;
            if (await Trial.RemovesAsync(document.Project, changed, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Read unknown symbols as {first.Identifier.ValueText}",
                        _ => Task.FromResult(changed),
                        equivalenceKey: nameof(AddDefaultSymbolFix)),
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

/// <summary>The defaults that C# types suggest, as they are written after a parameter.</summary>
static class TypeDefaults
{
    /// <summary>The constant; null where only <c>[AvroDefault]</c> can express it.</summary>
    public static string? ConstantOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "false",
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double => "0",
        SpecialType.System_String => "\"\"",
        _ => null,
    };
}
