using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Replaces what leads nowhere with the nearest that is known: a key path (EVS1005), a topic (EVS1018), an event type (EVS2001).
/// </summary>
static class DidYouMean
{
    public static MemberEditor Key { get; } = MemberEditor.Of("ChangeKey", [RuleIds.InvalidKey], edited =>
        edited.Property(DeclarationProperties.NearestKey) is { } path && EventArguments.AttributeAt(edited) is { } attribute
            ? edited.Edit($"Change the key to '{path}'", EventArguments.Set(attribute, "Key", MemberEdits.Literal(path)))
            : null);

    public static MemberEditor Topic { get; } = MemberEditor.Of("ChangeTopic", [RuleIds.TopicLooksMisspelt], edited =>
        edited.Property(ContractProperties.NearestTopic) is { } topic && EventArguments.AttributeAt(edited) is { } attribute
            ? edited.Edit($"Change the topic to '{topic}'", EventArguments.Set(attribute, "Topic", MemberEdits.Literal(topic)))
            : null);

    public static MemberEditor EventType { get; } = MemberEditor.Of("ChangeEventType", [RuleIds.ContractMissing], edited =>
        edited.Property(ContractProperties.NearestEventType) is { } eventType
        && MemberEdits.AttributesOf(edited.Member)
            .FirstOrDefault(one => WellKnownNames.IsEventAttribute(MemberEdits.NameOf(one)))?.ArgumentList?.Arguments
            .FirstOrDefault(one => one.NameEquals is null) is { } argument
            ? edited.Edit(
                $"Change the event type to '{eventType}', which has a contract",
                new TextChange(argument.Expression.Span, MemberEdits.Literal(eventType)))
            : null);
}
