namespace EventSchemas.OpenEdx.Learning;

/// <summary>A user of Open edX.</summary>
/// <param name="Id">Identifies the user in the LMS. It is no personal data by Open edX's own division, and what others should store.</param>
/// <param name="IsActive">Whether the account is activated.</param>
/// <param name="Pii">What says who the user is: personal data, all of it.</param>
public sealed record UserData(
    long Id,
    bool IsActive,
    UserPersonalData Pii);
