namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>What a course, a block or another piece of content is associated with has changed: its tags, the collections it is in.</summary>
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
