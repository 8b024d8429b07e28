namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>
/// The associations of a course, a block or another piece of content have changed: its tags, or the collections that it is in.
/// </summary>
/// <remarks>
/// Sent by Studio, mostly so that search indexes are brought up to date. <c>ContentObject.ObjectId</c> identifies the content,
/// <c>Changes</c> what has changed about it. No personal data. In openedx-events since 9.14.0.
/// </remarks>
/// <param name="ContentObject">The piece of content.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content.object.associations.changed.v1",
    Key = "ContentObject.ObjectId",
    FeatureFlag = "ContentObjectAssociationsChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ContentObjectAssociationsChanged(ContentObjectChangedData ContentObject);

/// <summary>The tags of a course, a block or another piece of content have changed.</summary>
/// <remarks>
/// Deprecated upstream, in favour of <see cref="ContentObjectAssociationsChanged"/>, which is sent in the same situations.
/// <c>ContentObject.ObjectId</c> identifies the content. No personal data. In openedx-events since 9.14.0.
/// </remarks>
/// <param name="ContentObject">The piece of content.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.content.object.tags.changed.v1",
    Key = "ContentObject.ObjectId",
    FeatureFlag = "ContentObjectTagsChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ContentObjectTagsChanged(ContentObjectData ContentObject);

/// <summary>A piece of content.</summary>
/// <param name="ObjectId">Identifies the content: the key of a course, a block, a library, a container or a collection, as text.</param>
public record ContentObjectData(string ObjectId);

/// <summary>A piece of content, and what has changed about it.</summary>
/// <param name="ObjectId">Identifies the content: the key of a course, a block, a library, a container or a collection, as text.</param>
/// <param name="Changes">
/// What has changed, such as <c>tags</c> or <c>collections</c>. An empty list means that anything may have changed.
/// </param>
public sealed record ContentObjectChangedData(
    string ObjectId,
    [WhenMissing] IReadOnlyList<string> Changes)
    : ContentObjectData(ObjectId);
