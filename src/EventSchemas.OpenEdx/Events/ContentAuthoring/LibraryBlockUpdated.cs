namespace EventSchemas.OpenEdx.ContentAuthoring;

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
