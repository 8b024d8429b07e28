namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A block was added to a course.</summary>
/// <remarks>
/// Sent by Studio for the draft; learners see it after <see cref="XBlockPublished"/> at the earliest. <c>XblockInfo.UsageKey</c>
/// identifies the block, and names its course. No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="XblockInfo">The block.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.xblock.created.v1",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockCreated(XBlockData XblockInfo);

/// <summary>A block of a course was duplicated in Studio.</summary>
/// <remarks>
/// <c>XblockInfo.UsageKey</c> identifies the copy, <c>SourceUsageKey</c> the block that was copied. No personal data. In openedx-events
/// since 4.1.0.
/// </remarks>
/// <param name="XblockInfo">The copy, and the block that was copied.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.xblock.duplicated.v1",
    Topic = "course-authoring-xblock-lifecycle",
    Key = "XblockInfo.UsageKey",
    FeatureFlag = "XBlockDuplicatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record XBlockDuplicated(DuplicatedXBlockData XblockInfo);

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

/// <summary>A block of a course.</summary>
/// <param name="UsageKey">Identifies the block.</param>
/// <param name="BlockType">The kind of block, such as <c>problem</c> or <c>vertical</c>.</param>
/// <param name="Version">The block's key with branch and version, if they are known: the exact state that the event is about.</param>
public record XBlockData(
    UsageKey UsageKey,
    string BlockType,
    UsageKey? Version = null);

/// <summary>A block that is a copy of another.</summary>
/// <param name="UsageKey">Identifies the copy.</param>
/// <param name="BlockType">The kind of block, such as <c>problem</c> or <c>vertical</c>.</param>
/// <param name="Version">The copy's key with branch and version, if they are known.</param>
/// <param name="SourceUsageKey">Identifies the block that was copied.</param>
public sealed record DuplicatedXBlockData(
    UsageKey UsageKey,
    string BlockType,
    UsageKey? Version,
    UsageKey SourceUsageKey)
    : XBlockData(UsageKey, BlockType, Version);
