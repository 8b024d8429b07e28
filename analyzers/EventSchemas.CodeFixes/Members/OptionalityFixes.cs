using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Makes a member optional that was optional before, or that is new (EVS3002, EVS3009).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeOptionalFix))]
public sealed class MakeOptionalFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MemberAddedWithoutDefault, RuleIds.MadeRequired];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AllButRenamed.Instance;

    private protected override Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (MemberEdits.TypeOf(context.Member) is not { } type || type is NullableTypeSyntax)
        {
            return Task.FromResult<MemberEdit?>(null);
        }

        var changes = new List<TextChange> { new(new TextSpan(type.Span.End, 0), "?") };
        if (context.Member is ParameterSyntax parameter && MemberEdits.CanHaveDefault(parameter))
        {
            changes.Add(new TextChange(new TextSpan(parameter.Span.End, 0), " = null"));
        }

        return Task.FromResult<MemberEdit?>(new MemberEdit("Make it optional", changes));
    }
}

/// <summary>
/// Makes a member required again and gives it a default instead (EVS3008): services on the old type can't read a null, but the default
/// can always be written.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepRequiredFix))]
public sealed class KeepRequiredFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MadeOptional];

    private protected override async Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (MemberEdits.TypeOf(context.Member) is not NullableTypeSyntax nullable
            || await context.TypeAsync(cancellationToken).ConfigureAwait(false) is not { } type)
        {
            return null;
        }

        bool isNullableValue = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        string? constant = TypeDefaults.ConstantOf(isNullableValue ? ((INamedTypeSymbol)type).TypeArguments[0] : type);
        var changes = new List<TextChange> { new(nullable.QuestionToken.Span, "") };
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

        string value = constant ?? "of its type";
        return new MemberEdit(
            $"Put {nullable.ElementType} back, with the default {value}: services on older versions can't read a null", changes);
    }
}
