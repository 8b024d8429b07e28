namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner was awarded a badge.</summary>
/// <remarks>
/// Sent by the credentials service when the learner meets a badge template's requirements. <c>Badge.Uuid</c> identifies the award,
/// <c>Badge.Template.Uuid</c> the template. Personal data: <c>Badge.User.Pii</c>. In openedx-events since 9.10.0.
/// </remarks>
/// <param name="Badge">The badge, and who has it.</param>
[OpenEdxEvent(
    "org.openedx.learning.badge.awarded.v1",
    Topic = "learning-badges-lifecycle",
    Key = "Badge.Uuid",
    FeatureFlag = "BadgeAwardedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record BadgeAwarded(BadgeData Badge);
