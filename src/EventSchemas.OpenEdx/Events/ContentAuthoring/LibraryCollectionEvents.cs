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

/// <summary>A collection of a content library was edited, or its content has changed.</summary>
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

/// <summary>A collection of a content library.</summary>
/// <param name="CollectionKey">Identifies the collection, and names its library.</param>
/// <param name="Background">Whether the sender doesn't wait for the work that follows, so that it can be done later.</param>
public sealed record LibraryCollectionData(
    LibraryCollectionLocator CollectionKey,
    [WhenMissing] bool Background);
