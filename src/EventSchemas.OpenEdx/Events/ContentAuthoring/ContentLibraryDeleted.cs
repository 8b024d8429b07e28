namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A content library was deleted, with everything in it.</summary>
/// <remarks>
/// Sent by Studio; there are no further events for the blocks that went with it. <c>ContentLibrary.LibraryKey</c> identifies the library.
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
