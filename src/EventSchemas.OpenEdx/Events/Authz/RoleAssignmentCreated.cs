namespace EventSchemas.OpenEdx.Authz;

/// <summary>Somebody was given a role.</summary>
/// <remarks>
/// Sent by the authorization framework once the assignment is stored. <c>RoleAssignment.Subject</c>, <c>Role</c> and <c>Scope</c> together
/// identify the assignment. The event type has no version at its end. Personal data: <c>RoleAssignment.Subject</c>. In openedx-events since
/// 11.2.0.
/// </remarks>
/// <param name="RoleAssignment">The assignment.</param>
[OpenEdxEvent(
    "org.openedx.authz.role_assignment.created",
    Key = "RoleAssignment.Scope",
    FeatureFlag = "RoleAssignmentCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record RoleAssignmentCreated(RoleAssignmentData RoleAssignment);
