namespace EventSchemas.CodeFixes;

/// <summary>
/// Adds the attribute that justifies a break (EVS30xx, EVS31xx). Its reason must be written by the user, and EVS3201 requires it.
/// </summary>
static class JustifyEdit
{
    public static MemberEditor Editor { get; } = MemberEditor.Of("Justify", [.. VersionRules.All.Select(rule => rule.Id)], Edit);

    private static FixEdit? Edit(EditedMember member)
    {
        if (member.Property(ContractProperties.IsJustifiable) is null)
        {
            return null;
        }

        string? removed = member.Property(ContractProperties.RemovedMember);
        string named = removed is null ? "" : $", Member = {MemberEdits.Literal(removed)}";
        string rule = member.Diagnostic.Id;
        return member.WithAttribute(
            $"Justify {rule} at '{removed ?? member.Name}' with [JustifiedBreak] and a reason",
            "JustifiedBreak",
            $"({MemberEdits.Literal(rule)}, \"\"{named}, AgreedBy = \"\")");
    }
}
