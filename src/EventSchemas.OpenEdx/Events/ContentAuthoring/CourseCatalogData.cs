namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>What a catalogue shows about a course run.</summary>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="Name">The name that learners see.</param>
/// <param name="ScheduleData">The dates and the pacing.</param>
/// <param name="Hidden">Whether searches and lists leave the run out.</param>
/// <param name="InvitationOnly">Whether only those who were invited can enroll.</param>
public sealed record CourseCatalogData(
    CourseKey CourseKey,
    string Name,
    CourseScheduleData ScheduleData,
    [WhenMissing] bool Hidden,
    [WhenMissing] bool InvitationOnly);
