namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A collection of a content library.</summary>
/// <param name="CollectionKey">Identifies the collection, and names its library.</param>
/// <param name="Background">Whether the sender doesn't wait, so that the work that follows can be done later.</param>
public sealed record LibraryCollectionData(
    LibraryCollectionLocator CollectionKey,
    [WhenMissing] bool Background);
