namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.xblock.skill.verified.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningXblockSkillVerified(XBlockSkillVerificationData XblockInfo);
