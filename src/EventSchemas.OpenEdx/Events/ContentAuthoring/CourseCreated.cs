namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A course run was created in Studio.</summary>
/// <remarks>
/// Sent by Studio as soon as the run exists; it has hardly any content yet, and nothing is published. <c>Course.CourseKey</c> identifies
/// the run. No personal data. In openedx-events since 8.3.0.
/// </remarks>
/// <param name="Course">The course run.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.course.created.v1",
    Key = "Course.CourseKey",
    FeatureFlag = "CourseCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseCreated(CourseData Course);
