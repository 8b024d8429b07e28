namespace EventSchemas.Tests.OpenEdx;

public sealed record DuplicatedXBlockData(
    string UsageKey,
    string BlockType,
    string? Version,
    string SourceUsageKey);
