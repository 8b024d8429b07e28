namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A content library was created.</summary>
/// <remarks>Sent by Studio. <c>ContentLibrary.LibraryKey</c> identifies the library. No personal data. In openedx-events since 8.3.0.</remarks>
/// <param name="ContentLibrary">The library.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.created.v1",
    Key = "ContentLibrary.LibraryKey",
    FeatureFlag = "ContentLibraryCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ContentLibraryCreated(ContentLibraryData ContentLibrary);
