namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>An archive was imported into a course run, and has replaced its content.</summary>
/// <remarks>
/// Sent by Studio when the import has ended well. <c>Course.CourseKey</c> identifies the run. No personal data. In openedx-events since
/// 9.18.0.
/// </remarks>
/// <param name="Course">The course run.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.course.import.completed.v1",
    Key = "Course.CourseKey",
    FeatureFlag = "CourseImportCompletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseImportCompleted(CourseData Course);
