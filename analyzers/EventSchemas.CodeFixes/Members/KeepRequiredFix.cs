using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Takes back that a member became optional, and gives it a default instead (EVS3008): services that still read the old type can't take a
/// null, but everybody can write the default.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepRequiredFix))]
public sealed class KeepRequiredFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MadeOptional];

    private protected override async Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (MemberEdits.TypeOf(context.Member) is not NullableTypeSyntax nullable || await context.TypeAsync(cancellationToken).ConfigureAwait(false) is not { } type)
        {
            return [];
        }

        ITypeSymbol plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } value ? value.TypeArguments[0] : type;
        var changes = new List<TextChange> { new(nullable.QuestionToken.Span, "") };
        string? constant = NaturalDefaults.ConstantOf(plain);
        string said = constant ?? "of its type";
        switch (context.Member)
        {
            case ParameterSyntax { Default: { } old } when constant is not null:
                changes.Add(new TextChange(old.Value.Span, constant));
                break;
            case ParameterSyntax { Default: null } parameter when constant is not null && MemberEdits.CanHaveDefault(parameter):
                changes.Add(new TextChange(new TextSpan(parameter.Span.End, 0), $" = {constant}"));
                break;
            default:
                changes.Insert(0, MemberEdits.AddAttribute(context.Text, context.Member, "AvroDefault"));
                break;
        }

        return [($"Put {nullable.ElementType} back, with the default {said}: services on older versions can't read a null", changes)];
    }
}
