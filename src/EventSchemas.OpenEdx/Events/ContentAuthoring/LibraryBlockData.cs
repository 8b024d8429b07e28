namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block of a content library.</summary>
/// <param name="LibraryKey">Identifies the library.</param>
/// <param name="UsageKey">Identifies the block.</param>
public sealed record LibraryBlockData(
    LibraryLocatorV2 LibraryKey,
    LibraryUsageLocatorV2 UsageKey);
