namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>A course run was copied as a new run.</summary>
/// <remarks>
/// Sent by Studio when the copy has ended well. <c>Course.CourseKey</c> identifies the new run; the event doesn't name the one that it was
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
