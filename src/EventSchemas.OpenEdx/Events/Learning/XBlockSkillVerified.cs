namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has judged whether a block teaches the skills that it is tagged with.</summary>
/// <remarks>
/// Sent by the LMS. <c>XblockInfo.UsageKey</c> identifies the block; the event doesn't say who judged. No personal data. In openedx-events
/// since 5.1.0.
/// </remarks>
/// <param name="XblockInfo">The block, and the judgement.</param>
[OpenEdxEvent(
    "org.openedx.learning.xblock.skill.verified.v1",
    Topic = "learning-xblock-skill-verified",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockSkillVerifiedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockSkillVerified(XBlockSkillVerificationData XblockInfo);

/// <summary>A learner's judgement of the skills that a block is tagged with.</summary>
/// <param name="UsageKey">Identifies the block.</param>
/// <param name="VerifiedSkills">The ids of the skills that the block does teach.</param>
/// <param name="IgnoredSkills">The ids of the skills that it doesn't.</param>
public sealed record XBlockSkillVerificationData(
    UsageKey UsageKey,
    [WhenMissing] IReadOnlyList<long> VerifiedSkills,
    [WhenMissing] IReadOnlyList<long> IgnoredSkills);
