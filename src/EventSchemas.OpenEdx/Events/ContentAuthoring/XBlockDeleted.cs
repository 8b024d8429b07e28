namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block was deleted from a course.</summary>
/// <remarks>
/// Sent by Studio. Blocks below it are gone too, without events of their own. <c>XblockInfo.UsageKey</c> identifies the block. No personal
/// data. In openedx-events since 4.1.0.
/// </remarks>
/// <param name="XblockInfo">The block that is gone.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.xblock.deleted.v1",
    Topic = "course-authoring-xblock-lifecycle",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockDeleted(XBlockData XblockInfo);
