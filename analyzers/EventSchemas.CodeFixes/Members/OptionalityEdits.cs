using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Edits of whether a member may be null.</summary>
static class OptionalityEdits
{
    /// <summary>Makes a member optional that was optional before, or that is new (EVS3002, EVS3009).</summary>
    public static MemberEditor MakeOptional { get; } = MemberEditor.Of(
        "MakeOptional", [RuleIds.MemberAddedWithoutDefault, RuleIds.MadeRequired], MakeOptionalEdit);

    /// <summary>
    /// Makes a member required again and gives it a default instead (EVS3008): services on the old type can't read a null, but the default
    /// can always be written.
    /// </summary>
    public static MemberEditor KeepRequired { get; } = MemberEditor.Of("KeepRequired", [RuleIds.MadeOptional], KeepRequiredEdit);

    private static FixEdit? MakeOptionalEdit(EditedMember member)
    {
        if (MemberEdits.TypeOf(member.Member) is not { } type || type is NullableTypeSyntax)
        {
            return null;
        }

        var changes = new List<TextChange> { new(new TextSpan(type.Span.End, 0), "?") };
        if (member.Member is ParameterSyntax parameter && MemberEdits.CanHaveDefault(parameter))
        {
            changes.Add(new TextChange(new TextSpan(parameter.Span.End, 0), " = null"));
        }

        return member.Edit($"Make '{member.Name}' optional: {type}?", changes);
    }

    private static FixEdit? KeepRequiredEdit(EditedMember member)
    {
        if (MemberEdits.TypeOf(member.Member) is not NullableTypeSyntax nullable || member.Type is not { } type)
        {
            return null;
        }

        bool isNullableValue = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        string? constant = TypeDefaults.ConstantOf(isNullableValue ? ((INamedTypeSymbol)type).TypeArguments[0] : type);
        ImportedNames names = member.Names();
        var changes = new List<TextChange> { new(nullable.QuestionToken.Span, "") };
        switch (member.Member)
        {
            case ParameterSyntax { Default: { } old } when constant is not null:
                changes.Add(new TextChange(old.Value.Span, constant));
                break;
            case ParameterSyntax { Default: null } parameter when constant is not null && MemberEdits.CanHaveDefault(parameter):
                changes.Add(new TextChange(new TextSpan(parameter.Span.End, 0), $" = {constant}"));
                break;
            default:
                changes.Add(MemberEdits.AddAttribute(member.Text, member.Member, names.Attribute("AvroDefault")));
                break;
        }

        string value = constant ?? "of its type";
        return member.Edit(
            $"Put {nullable.ElementType} back for '{member.Name}', with the default {value}", [.. changes, .. names.Imports()]);
    }
}
