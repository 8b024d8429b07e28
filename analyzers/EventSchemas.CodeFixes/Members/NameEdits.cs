namespace EventSchemas.CodeFixes;

/// <summary>Edits that keep what was written under a name readable, whatever the member or type is named in C# now.</summary>
static class NameEdits
{
    /// <summary>Keeps the name on the wire (EVS3002, EVS3004, EVS3005, EVS3101).</summary>
    public static MemberEditor Keep { get; } = MemberEditor.Of(
        "KeepName",
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberRenamed, RuleIds.MemberLooksRenamed],
        member => member.Property(ContractProperties.OldName) is { } name && !MemberEdits.HasAttribute(member.Member, "AvroName")
            ? member.WithAttribute($"Keep '{name}' on the wire with [AvroName]", "AvroName", $"({MemberEdits.Literal(name)})")
            : null);

    /// <summary>
    /// Adds the old name as an alias (EVS3002, EVS3004, EVS3101). The services on the other side don't know it, so each one is a separate
    /// decision.
    /// </summary>
    public static MemberEditor AddAlias { get; } = MemberEditor.Of(
        "AddAlias",
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberLooksRenamed],
        member => member.Property(ContractProperties.OldName) is { } name
            ? member.WithAttribute($"Read older events under '{name}' with [AvroAlias]", "AvroAlias", $"({MemberEdits.Literal(name)})")
            : null);
}
