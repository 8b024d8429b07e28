namespace EventSchemas.OpenEdx.Learning;

/// <summary>A user was given a role in a course run, such as that of an instructor.</summary>
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

/// <summary>A role in a course run was removed from a user.</summary>
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

/// <summary>A role that a user has in a course run.</summary>
/// <param name="User">The user.</param>
/// <param name="OrgKey">The organization that the run belongs to.</param>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="Role">The role, such as <c>staff</c> or <c>instructor</c>.</param>
public sealed record CourseAccessRoleData(
    UserData User,
    string OrgKey,
    CourseKey CourseKey,
    string Role);
