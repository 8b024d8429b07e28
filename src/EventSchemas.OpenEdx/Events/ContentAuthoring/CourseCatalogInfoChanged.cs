namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>What a catalogue shows about a course run has changed: its name, its dates, its visibility.</summary>
/// <remarks>
/// Sent by Studio when a course run is published. It is sent even if none of these has changed. <c>CatalogInfo.CourseKey</c>
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

/// <summary>What a catalogue shows about a course run.</summary>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="Name">The name that learners see.</param>
/// <param name="ScheduleData">The dates and the pacing.</param>
/// <param name="Hidden">Whether searches and lists omit the run.</param>
/// <param name="InvitationOnly">Whether only invited learners can enroll.</param>
public sealed record CourseCatalogData(
    CourseKey CourseKey,
    string Name,
    CourseScheduleData ScheduleData,
    [WhenMissing] bool Hidden,
    [WhenMissing] bool InvitationOnly);

/// <summary>When a course run takes place.</summary>
/// <param name="Start">When it starts.</param>
/// <param name="Pacing"><c>instructor</c> or <c>self</c>.</param>
/// <param name="End">When it ends, if ever.</param>
/// <param name="EnrollmentStart">When enrollment opens, if it isn't open from the beginning.</param>
/// <param name="EnrollmentEnd">When enrollment closes, if it doesn't stay open to the end.</param>
public sealed record CourseScheduleData(
    DateTimeOffset Start,
    string Pacing,
    DateTimeOffset? End = null,
    DateTimeOffset? EnrollmentStart = null,
    DateTimeOffset? EnrollmentEnd = null);
