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
