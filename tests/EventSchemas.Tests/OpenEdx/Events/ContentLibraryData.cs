namespace EventSchemas.Tests.OpenEdx;

public sealed record ContentLibraryData(
    string LibraryKey,
    bool UpdateBlocks);
