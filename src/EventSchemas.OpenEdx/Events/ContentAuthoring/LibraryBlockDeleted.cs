namespace EventSchemas.OpenEdx.ContentAuthoring;

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
