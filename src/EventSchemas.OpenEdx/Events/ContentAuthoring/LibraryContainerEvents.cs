namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A container (a unit, a subsection or a section) was added to a content library.</summary>
/// <remarks>
/// Sent by Studio for the draft; learners see it after <see cref="LibraryContainerPublished"/> at the earliest.
/// <c>LibraryContainer.ContainerKey</c> identifies it. No personal data. In openedx-events since 9.20.0.
/// </remarks>
/// <param name="LibraryContainer">The container.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.container.created.v1",
    Key = "LibraryContainer.ContainerKey",
    FeatureFlag = "LibraryContainerCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryContainerCreated(LibraryContainerData LibraryContainer);

/// <summary>The draft of a library's container was edited.</summary>
/// <remarks>
/// Sent by Studio. <c>LibraryContainer.ContainerKey</c> identifies the container; the event doesn't say what has changed. No personal
/// data. In openedx-events since 9.20.0.
/// </remarks>
/// <param name="LibraryContainer">The container.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.container.updated.v1",
    Key = "LibraryContainer.ContainerKey",
    FeatureFlag = "LibraryContainerUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryContainerUpdated(LibraryContainerData LibraryContainer);

/// <summary>The draft of a library's container was published.</summary>
/// <remarks>
/// Sent by Studio once the new version is the published one. <c>LibraryContainer.ContainerKey</c> identifies it. No personal data. In
/// openedx-events since 10.2.0.
/// </remarks>
/// <param name="LibraryContainer">The container.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.container.published.v1",
    Key = "LibraryContainer.ContainerKey",
    FeatureFlag = "LibraryContainerPublishedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryContainerPublished(LibraryContainerData LibraryContainer);

/// <summary>A container (a unit, a subsection or a section) was removed from a content library.</summary>
/// <remarks>
/// Sent by Studio for the draft. <c>LibraryContainer.ContainerKey</c> identifies the container. No personal data. In openedx-events since
/// 9.20.0.
/// </remarks>
/// <param name="LibraryContainer">The container that is gone.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.container.deleted.v1",
    Key = "LibraryContainer.ContainerKey",
    FeatureFlag = "LibraryContainerDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryContainerDeleted(LibraryContainerData LibraryContainer);

/// <summary>A container of a content library: a unit, a subsection or a section.</summary>
/// <param name="ContainerKey">Identifies the container, and names its library and its kind.</param>
/// <param name="Background">Whether the sender doesn't wait for the work that follows, so that it can be done later.</param>
public sealed record LibraryContainerData(
    LibraryContainerLocator ContainerKey,
    [WhenMissing] bool Background);
