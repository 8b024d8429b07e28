namespace EventSchemas.OpenEdx.Learning;

/// <summary>Somebody was given a role in a course run, such as that of an instructor.</summary>
/// <remarks>
/// Sent by the LMS. <c>CourseAccessRoleData.User.Id</c>, <c>CourseKey</c> and <c>Role</c> together identify the assignment. Personal data:
/// <c>CourseAccessRoleData.User.Pii</c>. In openedx-events since 9.4.0.
/// </remarks>
/// <param name="CourseAccessRoleData">The user, the course run and the role.</param>
[OpenEdxEvent(
    "org.openedx.learning.user.course_access_role.added.v1",
    Topic = "learning-course-access-role-lifecycle",
    Key = "CourseAccessRoleData.CourseKey",
    FeatureFlag = "CourseAccessRoleAddedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseAccessRoleAdded(CourseAccessRoleData CourseAccessRoleData);
