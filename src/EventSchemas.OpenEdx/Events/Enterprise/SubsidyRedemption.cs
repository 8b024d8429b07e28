namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>The use of a subsidy.</summary>
/// <param name="SubsidyIdentifier">Identifies the subsidy.</param>
/// <param name="ContentKey">The key of what was paid for, as text.</param>
/// <param name="LmsUserId">The LMS's id of the user who benefits.</param>
public sealed record SubsidyRedemption(
    string SubsidyIdentifier,
    string ContentKey,
    long LmsUserId);
