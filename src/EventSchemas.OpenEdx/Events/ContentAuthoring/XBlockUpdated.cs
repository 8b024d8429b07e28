namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>The draft of a block of a course was edited.</summary>
/// <remarks>
/// Sent by Studio. <c>XblockInfo.UsageKey</c> identifies the block; the event doesn't say what has changed. No personal data. In
/// openedx-events since 8.3.0.
/// </remarks>
/// <param name="XblockInfo">The block.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.xblock.updated.v1",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockUpdated(XBlockData XblockInfo);
