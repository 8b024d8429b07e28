using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Edits that keep what was written under a name readable, whatever the member or type is named in C# now.</summary>
static class NameEdits
{
    /// <summary>Keeps the name on the wire (EVS3002, EVS3004, EVS3005, EVS3101).</summary>
    public static MemberEditor Keep { get; } = MemberEditor.Of(
        "KeepName",
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberRenamed, RuleIds.MemberLooksRenamed],
        member => member.Property(ContractProperties.OldName) is not { } name ? null
            : member.Property(ContractProperties.FixedSize) is { } size ? KeepFixed(member, name, size)
            : !MemberEdits.HasAttribute(member.Member, "AvroName")
            ? member.WithAttribute($"Keep '{name}' on the wire with [AvroName]", "AvroName", $"({MemberEdits.Literal(name)})")
            : null);

    /// <summary>
    /// Adds the old name as an alias (EVS3002, EVS3004, EVS3101). The services on the other side don't know it, so each one is a separate
    /// decision.
    /// </summary>
    public static MemberEditor AddAlias { get; } = MemberEditor.Of(
        "AddAlias",
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberLooksRenamed],
        member => member.Property(ContractProperties.OldName) is { } name && member.Property(ContractProperties.FixedSize) is null
            ? member.WithAttribute($"Read older events under '{name}' with [AvroAlias]", "AvroAlias", $"({MemberEdits.Literal(name)})")
            : null);

    // A fixed is named where a member uses it, by the attribute that gives its size.
    private static FixEdit KeepFixed(EditedMember member, string name, string size)
    {
        string title = $"Keep '{name}' on the wire with [AvroFixed]";
        string argument = $"Name = {MemberEdits.Literal(name)}";
        if (MemberEdits.AttributesOf(member.Member).FirstOrDefault(one => MemberEdits.NameOf(one) == "AvroFixed") is not
            { ArgumentList.Arguments: { Count: > 0 } arguments })
        {
            return member.WithAttribute(title, "AvroFixed", $"({size}, {argument})");
        }

        return member.Edit(title, arguments.FirstOrDefault(one => one.NameEquals?.Name.Identifier.ValueText == "Name") is { } named
            ? new TextChange(named.Span, argument)
            : new TextChange(new TextSpan(arguments[arguments.Count - 1].Span.End, 0), ", " + argument));
    }
}
