using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Gives a member the default that its type suggests (EVS1009, EVS3002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GiveDefaultFix))]
public sealed class GiveDefaultFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MemberAddedWithoutDefault, RuleIds.InitializerIsNoDefault];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AllButRenamed.Instance;

    private protected override async Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (await context.TypeAsync(cancellationToken).ConfigureAwait(false) is not { } type || MemberEdits.HasAttribute(context.Member, "AvroDefault"))
        {
            return [];
        }

        if (context.Member is ParameterSyntax parameter && MemberEdits.CanHaveDefault(parameter) && NaturalDefaults.ConstantOf(type) is { } constant)
        {
            return [($"Give it the default {constant}", [new TextChange(new TextSpan(parameter.Span.End, 0), $" = {constant}")])];
        }

        // An initializer that is a constant says what stands for a missing value.
        string? initial = context.Member is PropertyDeclarationSyntax { Initializer.Value: LiteralExpressionSyntax literal } ? literal.ToString() : null;
        string attribute = initial is null ? "AvroDefault" : $"AvroDefault({initial})";
        return [(initial is null ? "Give it the default of its type" : $"Make {initial} its default in the schema", [MemberEdits.AddAttribute(context.Text, context.Member, attribute)])];
    }
}
