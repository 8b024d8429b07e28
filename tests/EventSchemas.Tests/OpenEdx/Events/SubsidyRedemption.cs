namespace EventSchemas.Tests.OpenEdx;

public sealed record SubsidyRedemption(
    string SubsidyIdentifier,
    string ContentKey,
    long LmsUserId);
