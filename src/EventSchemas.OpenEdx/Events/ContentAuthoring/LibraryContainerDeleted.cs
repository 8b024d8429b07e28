namespace EventSchemas.OpenEdx.ContentAuthoring;

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
