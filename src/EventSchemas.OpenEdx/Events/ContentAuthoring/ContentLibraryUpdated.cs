namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>The title, the description or the settings of a content library have changed.</summary>
/// <remarks>
/// Sent by Studio. <c>ContentLibrary.LibraryKey</c> identifies the library; <c>UpdateBlocks</c> says whether what is known about its blocks
/// is stale too. No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="ContentLibrary">The library.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.updated.v1",
    Key = "ContentLibrary.LibraryKey",
    FeatureFlag = "ContentLibraryUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ContentLibraryUpdated(ContentLibraryData ContentLibrary);
