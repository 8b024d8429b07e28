namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>What a catalogue shows about a course run has changed: its name, its dates, its visibility.</summary>
/// <remarks>
/// Sent by Studio when a course run is published. It is sent whether or not one of these members is new. <c>CatalogInfo.CourseKey</c>
/// identifies the run. No personal data. In openedx-events since 0.11.0.
/// </remarks>
/// <param name="CatalogInfo">What a catalogue shows about the course run.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.course.catalog_info.changed.v1",
    Topic = "course-catalog-info-changed",
    Key = "CatalogInfo.CourseKey",
    FeatureFlag = "CourseCatalogInfoChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseCatalogInfoChanged(CourseCatalogData CatalogInfo);
