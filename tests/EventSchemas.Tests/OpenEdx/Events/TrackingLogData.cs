namespace EventSchemas.Tests.OpenEdx;

public sealed record TrackingLogData(
    string Name,
    DateTimeOffset Timestamp,
    string Data,
    string Context);
