namespace EventSchemas.OpenEdx.Learning;

/// <summary>A badge was taken back from a learner.</summary>
/// <remarks>
/// Sent by the credentials service when the learner no longer meets a badge template's requirements. <c>Badge.Uuid</c> identifies the
/// award, <c>Badge.Template.Uuid</c> the template. Personal data: <c>Badge.User.Pii</c>. In openedx-events since 9.10.0.
/// </remarks>
/// <param name="Badge">The badge, and who has it.</param>
[OpenEdxEvent(
    "org.openedx.learning.badge.revoked.v1",
    Topic = "learning-badges-lifecycle",
    Key = "Badge.Uuid",
    FeatureFlag = "BadgeRevokedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record BadgeRevoked(BadgeData Badge);
