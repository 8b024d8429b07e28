namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>The draft of a library's container was edited.</summary>
/// <remarks>
/// Sent by Studio. <c>LibraryContainer.ContainerKey</c> identifies the container; the event doesn't say what has changed. No personal data.
/// In openedx-events since 9.20.0.
/// </remarks>
/// <param name="LibraryContainer">The container.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content_library.container.updated.v1",
    Key = "LibraryContainer.ContainerKey",
    FeatureFlag = "LibraryContainerUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryContainerUpdated(LibraryContainerData LibraryContainer);
