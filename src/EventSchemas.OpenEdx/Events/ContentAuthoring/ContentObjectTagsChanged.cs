namespace EventSchemas.OpenEdx.ContentAuthoring;

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
