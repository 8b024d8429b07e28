namespace EventSchemas.OpenEdx.Authz;

/// <summary>A role was taken away from somebody.</summary>
/// <remarks>
/// Sent by the authorization framework once the assignment is gone. <c>RoleAssignment.Subject</c>, <c>Role</c> and <c>Scope</c> together
/// identify the assignment. The event type has no version at its end. Personal data: <c>RoleAssignment.Subject</c>. In openedx-events since
/// 11.2.0.
/// </remarks>
/// <param name="RoleAssignment">The assignment that is gone.</param>
[OpenEdxEvent(
    "org.openedx.authz.role_assignment.deleted",
    Key = "RoleAssignment.Scope",
    FeatureFlag = "RoleAssignmentDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record RoleAssignmentDeleted(RoleAssignmentData RoleAssignment);
