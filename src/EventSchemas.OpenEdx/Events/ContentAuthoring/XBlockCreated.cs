namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block was added to a course.</summary>
/// <remarks>
/// Sent by Studio for the draft; learners see it after <see cref="XBlockPublished"/> at the earliest. <c>XblockInfo.UsageKey</c> identifies
/// the block, and names its course. No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="XblockInfo">The block.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.xblock.created.v1",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockCreated(XBlockData XblockInfo);
