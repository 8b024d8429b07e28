namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block that is a copy of another.</summary>
/// <param name="UsageKey">Identifies the copy.</param>
/// <param name="BlockType">The kind of block, such as <c>problem</c> or <c>vertical</c>.</param>
/// <param name="Version">The copy's key with branch and version, where they are known.</param>
/// <param name="SourceUsageKey">Identifies the block that was copied.</param>
public sealed record DuplicatedXBlockData(
    UsageKey UsageKey,
    string BlockType,
    UsageKey? Version,
    UsageKey SourceUsageKey)
    : XBlockData(UsageKey, BlockType, Version);
