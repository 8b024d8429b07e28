namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block of a course.</summary>
/// <param name="UsageKey">Identifies the block.</param>
/// <param name="BlockType">The kind of block, such as <c>problem</c> or <c>vertical</c>.</param>
/// <param name="Version">The block's key with branch and version, where they are known: the very state that the event is about.</param>
public record XBlockData(
    UsageKey UsageKey,
    string BlockType,
    UsageKey? Version = null);
