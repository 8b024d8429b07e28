namespace EventSchemas.OpenEdx.ContentAuthoring;

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
