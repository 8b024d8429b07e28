namespace EventSchemas.OpenEdx.Learning;

/// <summary>A custom course (CCX): a coach's own edition of a course run.</summary>
/// <param name="CcxCourseKey">Identifies the custom course.</param>
/// <param name="MasterCourseKey">Identifies the course run that it is an edition of.</param>
/// <param name="DisplayName">The name that learners see.</param>
/// <param name="CoachEmail">The coach's e-mail address. Personal data.</param>
/// <param name="Start">When it starts, as text that the LMS has formatted.</param>
/// <param name="End">When it ends, as text that the LMS has formatted.</param>
/// <param name="MaxStudentsAllowed">How many learners may enroll.</param>
public sealed partial record CcxCourseData(
    CcxLocator CcxCourseKey,
    CourseKey MasterCourseKey,
    [WhenMissing] string DisplayName,
    [PersonalData, WhenMissing] string CoachEmail,
    string? Start = null,
    string? End = null,
    long? MaxStudentsAllowed = null);
