namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A collection was removed from a content library.</summary>
/// <remarks>
/// Sent by Studio; what was in the collection stays in the library. <c>LibraryCollection.CollectionKey</c> identifies the collection. No
/// personal data. In openedx-events since 9.14.0.
/// </remarks>
/// <param name="LibraryCollection">The collection that is gone.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.collection.deleted.v1",
    Key = "LibraryCollection.CollectionKey",
    FeatureFlag = "LibraryCollectionDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryCollectionDeleted(LibraryCollectionData LibraryCollection);
