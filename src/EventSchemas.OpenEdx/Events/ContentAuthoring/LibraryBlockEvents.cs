namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block was added to a content library.</summary>
/// <remarks>
/// Sent by Studio for the draft. <c>LibraryBlock.UsageKey</c> identifies the block, <c>LibraryKey</c> its library. No personal data. In
/// openedx-events since 8.3.0.
/// </remarks>
/// <param name="LibraryBlock">The block.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.library_block.created.v1",
    Key = "LibraryBlock.UsageKey",
    FeatureFlag = "LibraryBlockCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryBlockCreated(LibraryBlockData LibraryBlock);

/// <summary>The draft of a library's block was edited.</summary>
/// <remarks>
/// Sent by Studio. <c>LibraryBlock.UsageKey</c> identifies the block, <c>LibraryKey</c> its library; the event doesn't say what has
/// changed. No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="LibraryBlock">The block.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.library_block.updated.v1",
    Key = "LibraryBlock.UsageKey",
    FeatureFlag = "LibraryBlockUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryBlockUpdated(LibraryBlockData LibraryBlock);

/// <summary>The draft of a library's block was published.</summary>
/// <remarks>
/// Sent by Studio; courses that use the block can now update to the new version. <c>LibraryBlock.UsageKey</c> identifies the block,
/// <c>LibraryKey</c> its library. No personal data. In openedx-events since 10.2.0.
/// </remarks>
/// <param name="LibraryBlock">The block.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.library_block.published.v1",
    Key = "LibraryBlock.UsageKey",
    FeatureFlag = "LibraryBlockPublishedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryBlockPublished(LibraryBlockData LibraryBlock);

/// <summary>A block was removed from a content library.</summary>
/// <remarks>
/// Sent by Studio for the draft. <c>LibraryBlock.UsageKey</c> identifies the block, <c>LibraryKey</c> its library. No personal data. In
/// openedx-events since 8.3.0.
/// </remarks>
/// <param name="LibraryBlock">The block that is gone.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.library_block.deleted.v1",
    Key = "LibraryBlock.UsageKey",
    FeatureFlag = "LibraryBlockDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LibraryBlockDeleted(LibraryBlockData LibraryBlock);

/// <summary>A block of a content library.</summary>
/// <param name="LibraryKey">Identifies the library.</param>
/// <param name="UsageKey">Identifies the block.</param>
public sealed record LibraryBlockData(
    LibraryLocatorV2 LibraryKey,
    LibraryUsageLocatorV2 UsageKey);
