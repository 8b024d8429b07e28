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

/// <summary>A course run was copied as a new run.</summary>
/// <remarks>
/// Sent by Studio when the copy has succeeded. <c>Course.CourseKey</c> identifies the new run; the event doesn't name the one that it was
/// copied from. No personal data. In openedx-events since 10.5.0.
/// </remarks>
/// <param name="Course">The new run.</param>
[OpenEdxEvent(
    "org.openedx.content_authoring.course.rerun.completed.v1",
    Key = "Course.CourseKey",
    FeatureFlag = "CourseRerunCompletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseRerunCompleted(CourseData Course);

/// <summary>An archive was imported into a course run, and has replaced its content.</summary>
/// <remarks>
/// Sent by Studio when the import has succeeded. <c>Course.CourseKey</c> identifies the run. No personal data. In openedx-events since
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

/// <summary>
/// A course run, as Studio names one. Its schema has the same name as the learning events' course data, which has more members.
/// </summary>
/// <param name="CourseKey">Identifies the run.</param>
public sealed record CourseData(CourseKey CourseKey);
