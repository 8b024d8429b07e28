namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's judgement of the skills that a block is tagged with.</summary>
/// <param name="UsageKey">Identifies the block.</param>
/// <param name="VerifiedSkills">The ids of the skills that the block does teach.</param>
/// <param name="IgnoredSkills">The ids of the skills that it doesn't.</param>
public sealed record XBlockSkillVerificationData(
    UsageKey UsageKey,
    [WhenMissing] IReadOnlyList<long> VerifiedSkills,
    [WhenMissing] IReadOnlyList<long> IgnoredSkills);
