namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>The draft of a library's block was published.</summary>
/// <remarks>
/// Sent by Studio; courses that use the block can take the new version over from now on. <c>LibraryBlock.UsageKey</c> identifies the block,
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
