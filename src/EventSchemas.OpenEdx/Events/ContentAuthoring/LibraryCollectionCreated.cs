namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A collection was added to a content library.</summary>
/// <remarks>
/// Sent by Studio. <c>LibraryCollection.CollectionKey</c> identifies the collection, and names its library. No personal data. In
/// openedx-events since 9.14.0.
/// </remarks>
/// <param name="LibraryCollection">The collection.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.collection.created.v1",
    Key = "LibraryCollection.CollectionKey",
    FeatureFlag = "LibraryCollectionCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryCollectionCreated(LibraryCollectionData LibraryCollection);
