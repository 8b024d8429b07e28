namespace EventSchemas.OpenEdx.Learning;

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
