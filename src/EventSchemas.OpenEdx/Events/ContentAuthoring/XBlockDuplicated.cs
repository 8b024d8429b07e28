namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block of a course was duplicated in Studio.</summary>
/// <remarks>
/// <c>XblockInfo.UsageKey</c> identifies the copy, <c>SourceUsageKey</c> the block that it was made of. No personal data. In openedx-events
/// since 4.1.0.
/// </remarks>
/// <param name="XblockInfo">The copy, and what it was made of.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.xblock.duplicated.v1",
    Topic = "course-authoring-xblock-lifecycle",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockDuplicatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockDuplicated(DuplicatedXBlockData XblockInfo);
