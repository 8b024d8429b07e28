namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block of a course was published, with everything below it.</summary>
/// <remarks>
/// Sent by Studio once for the block on which publishing was started: when a section is published with changes in many units, the event
/// names the section only. <c>XblockInfo.UsageKey</c> identifies the block. No personal data. In openedx-events since 4.1.0.
/// </remarks>
/// <param name="XblockInfo">The block.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.xblock.published.v1",
    Topic = "course-authoring-xblock-lifecycle",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockPublishedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockPublished(XBlockData XblockInfo);
