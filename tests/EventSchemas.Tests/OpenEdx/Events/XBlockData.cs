namespace EventSchemas.Tests.OpenEdx;

public sealed record XBlockData(
    string UsageKey,
    string BlockType,
    string? Version);
