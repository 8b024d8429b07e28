namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A content library was created.</summary>
/// <remarks>
/// Sent by Studio. <c>ContentLibrary.LibraryKey</c> identifies the library. No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="ContentLibrary">The library.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.created.v1",
    Key = "ContentLibrary.LibraryKey",
    FeatureFlag = "ContentLibraryCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ContentLibraryCreated(ContentLibraryData ContentLibrary);

/// <summary>The title, the description or the settings of a content library have changed.</summary>
/// <remarks>
/// Sent by Studio. <c>ContentLibrary.LibraryKey</c> identifies the library; <c>UpdateBlocks</c> tells whether data about its blocks is
/// stale as well. No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="ContentLibrary">The library.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.updated.v1",
    Key = "ContentLibrary.LibraryKey",
    FeatureFlag = "ContentLibraryUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ContentLibraryUpdated(ContentLibraryData ContentLibrary);

/// <summary>A content library was deleted, with everything in it.</summary>
/// <remarks>
/// Sent by Studio; there are no events for the blocks that were deleted with it. <c>ContentLibrary.LibraryKey</c> identifies the library.
/// No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="ContentLibrary">The library that is gone.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.deleted.v1",
    Key = "ContentLibrary.LibraryKey",
    FeatureFlag = "ContentLibraryDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ContentLibraryDeleted(ContentLibraryData ContentLibrary);

/// <summary>A content library that was changed.</summary>
/// <param name="LibraryKey">Identifies the library.</param>
/// <param name="UpdateBlocks">Whether the library's blocks must be reindexed as well.</param>
public sealed record ContentLibraryData(
    LibraryLocatorV2 LibraryKey,
    [WhenMissing] bool UpdateBlocks);
