namespace EventSchemas.Declarations;

/// <summary>Which records are written in one run with the members around them: those of few members, all of them leaves or such records.</summary>
static class Inlining
{
    // Bounds the code that is repeated, and with it what an incremental step compares.
    private const int MostLeaves = 16;

    /// <summary>The members where the record is one of those, otherwise none.</summary>
    public static EquatableArray<MemberDeclaration> Of(RecordDeclaration record) =>
        !record.IsRecursive && record.Members.Sum(member => Leaves(member.Type)) is > 0 and <= MostLeaves ? record.Members : default;

    private static int Leaves(MemberType type) => type switch
    {
        NullableMember { Value: ScalarMember or EnumMember } or ScalarMember or EnumMember => 1,
        ConvertedMember { Wire: ScalarMember } => 1,
        RecordMember { Inlined.Count: > 0 } record => record.Inlined.Sum(member => Leaves(member.Type)),
        _ => MostLeaves + 1,
    };
}
