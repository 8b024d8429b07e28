namespace EventSchemas.OpenEdx.Learning;

/// <summary>A role in a course run was taken away from somebody.</summary>
/// <remarks>
/// Sent by the LMS. <c>CourseAccessRoleData.User.Id</c>, <c>CourseKey</c> and <c>Role</c> together identify the assignment. Personal data:
/// <c>CourseAccessRoleData.User.Pii</c>. In openedx-events since 9.4.0.
/// </remarks>
/// <param name="CourseAccessRoleData">The user, the course run and the role.</param>
[OpenEdxEvent(
    "org.openedx.learning.user.course_access_role.removed.v1",
    Topic = "learning-course-access-role-lifecycle",
    Key = "CourseAccessRoleData.CourseKey",
    FeatureFlag = "CourseAccessRoleRemovedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseAccessRoleRemoved(CourseAccessRoleData CourseAccessRoleData);
