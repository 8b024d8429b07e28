namespace EventSchemas.OpenEdx.Learning;

/// <summary>A badge that a learner has.</summary>
/// <param name="Uuid">Identifies the award, as text.</param>
/// <param name="User">The learner.</param>
/// <param name="Template">What the badge is.</param>
public sealed record BadgeData(
    string Uuid,
    UserData User,
    BadgeTemplateData Template);
