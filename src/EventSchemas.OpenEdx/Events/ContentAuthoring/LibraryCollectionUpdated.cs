namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A collection of a content library was edited, or has other content than before.</summary>
/// <remarks>
/// Sent by Studio. <c>LibraryCollection.CollectionKey</c> identifies the collection; the event doesn't say what has changed. No personal
/// data. In openedx-events since 9.14.0.
/// </remarks>
/// <param name="LibraryCollection">The collection.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.collection.updated.v1",
    Key = "LibraryCollection.CollectionKey",
    FeatureFlag = "LibraryCollectionUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryCollectionUpdated(LibraryCollectionData LibraryCollection);
