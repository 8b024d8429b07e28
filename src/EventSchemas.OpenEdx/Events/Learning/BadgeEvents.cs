namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner was awarded a badge.</summary>
/// <remarks>
/// Sent by the credentials service when the learner meets a badge template's requirements. <c>Badge.Uuid</c> identifies the award,
/// <c>Badge.Template.Uuid</c> the template. Personal data: <c>Badge.User.Pii</c>. In openedx-events since 9.10.0.
/// </remarks>
/// <param name="Badge">The badge and its holder.</param>
[OpenEdxEvent(
    "org.openedx.learning.badge.awarded.v1",
    Topic = "learning-badges-lifecycle",
    Key = "Badge.Uuid",
    FeatureFlag = "BadgeAwardedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record BadgeAwarded(BadgeData Badge);

/// <summary>A badge was taken back from a learner.</summary>
/// <remarks>
/// Sent by the credentials service when the learner no longer meets a badge template's requirements. <c>Badge.Uuid</c> identifies the
/// award, <c>Badge.Template.Uuid</c> the template. Personal data: <c>Badge.User.Pii</c>. In openedx-events since 9.10.0.
/// </remarks>
/// <param name="Badge">The badge and its holder.</param>
[OpenEdxEvent(
    "org.openedx.learning.badge.revoked.v1",
    Topic = "learning-badges-lifecycle",
    Key = "Badge.Uuid",
    FeatureFlag = "BadgeRevokedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record BadgeRevoked(BadgeData Badge);

/// <summary>A badge that a learner has.</summary>
/// <param name="Uuid">Identifies the award, as text.</param>
/// <param name="User">The learner.</param>
/// <param name="Template">The kind of badge.</param>
public sealed record BadgeData(
    string Uuid,
    UserData User,
    BadgeTemplateData Template);

/// <summary>A kind of badge.</summary>
/// <param name="Uuid">Identifies the template, as text.</param>
/// <param name="Origin">Which system issues the badge.</param>
/// <param name="Name">The badge's name.</param>
/// <param name="Description">What the badge is awarded for.</param>
/// <param name="ImageUrl">Where the badge's image is.</param>
public sealed record BadgeTemplateData(
    string Uuid,
    string Origin,
    string? Name = null,
    string? Description = null,
    string? ImageUrl = null);
