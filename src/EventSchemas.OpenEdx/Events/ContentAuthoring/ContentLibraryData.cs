namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A content library that was changed.</summary>
/// <param name="LibraryKey">Identifies the library.</param>
/// <param name="UpdateBlocks">Whether the library's blocks must be indexed again too.</param>
public sealed record ContentLibraryData(
    LibraryLocatorV2 LibraryKey,
    [WhenMissing] bool UpdateBlocks);
