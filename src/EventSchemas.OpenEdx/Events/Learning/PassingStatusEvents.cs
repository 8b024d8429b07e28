namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's grade in a course run has changed, and possibly whether it is enough to pass.</summary>
/// <remarks>
/// Sent by the LMS when the grade is recomputed. <c>CoursePassingStatus.Course.CourseKey</c> and <c>User.Id</c> identify the learner and
/// the run. Personal data: <c>CoursePassingStatus.User.Pii</c>. In openedx-events since 9.10.0.
/// </remarks>
/// <param name="CoursePassingStatus">The learner, the course, and whether the grade is enough to pass.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.passing.status.updated.v1",
    Topic = "learning-badges-lifecycle",
    Key = "CoursePassingStatus.Course.CourseKey",
    FeatureFlag = "CoursePassingStatusUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CoursePassingStatusUpdated(CoursePassingStatusData CoursePassingStatus);

/// <summary>Whether a learner is passing a course run.</summary>
/// <param name="IsPassing">Whether the grade is enough to pass.</param>
/// <param name="Course">The course run.</param>
/// <param name="User">The learner.</param>
public sealed record CoursePassingStatusData(
    bool IsPassing,
    CourseData Course,
    UserData User);

/// <summary>A learner's grade in a custom course (CCX) has changed, and possibly whether it is enough to pass.</summary>
/// <remarks>
/// Sent by the LMS when the grade is recomputed. <c>CoursePassingStatus.Course.CcxCourseKey</c> and <c>User.Id</c> identify the course
/// and the learner. Personal data: <c>CoursePassingStatus.User.Pii</c> and <c>CoursePassingStatus.Course.CoachEmail</c>. In
/// openedx-events since 9.10.0.
/// </remarks>
/// <param name="CoursePassingStatus">The learner, the course, and whether the grade is enough to pass.</param>
[OpenEdxEvent(
    "org.openedx.learning.ccx.course.passing.status.updated.v1",
    Topic = "learning-badges-lifecycle",
    Key = "CoursePassingStatus.Course.CcxCourseKey",
    FeatureFlag = "CcxCoursePassingStatusUpdatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CcxCoursePassingStatusUpdated(CcxCoursePassingStatusData CoursePassingStatus);

/// <summary>
/// Whether a learner is passing a custom course (CCX). On the wire the course follows the user, unlike in <see
/// cref="CoursePassingStatusData"/>.
/// </summary>
/// <param name="IsPassing">Whether the grade is enough to pass.</param>
/// <param name="User">The learner.</param>
/// <param name="Course">The custom course.</param>
public sealed record CcxCoursePassingStatusData(
    bool IsPassing,
    UserData User,
    CcxCourseData Course);

/// <summary>A custom course (CCX): a coach's edition of a course run.</summary>
/// <param name="CcxCourseKey">Identifies the custom course.</param>
/// <param name="MasterCourseKey">Identifies the course run that it is an edition of.</param>
/// <param name="DisplayName">The name that learners see.</param>
/// <param name="CoachEmail">The coach's e-mail address. Personal data.</param>
/// <param name="Start">When it starts, as text formatted by the LMS.</param>
/// <param name="End">When it ends, as text formatted by the LMS.</param>
/// <param name="MaxStudentsAllowed">How many learners may enroll.</param>
public sealed partial record CcxCourseData(
    CcxLocator CcxCourseKey,
    CourseKey MasterCourseKey,
    [WhenMissing] string DisplayName,
    [PersonalData, WhenMissing] string CoachEmail,
    string? Start = null,
    string? End = null,
    long? MaxStudentsAllowed = null);
