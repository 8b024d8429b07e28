namespace EventSchemas.OpenEdx.Learning;

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
