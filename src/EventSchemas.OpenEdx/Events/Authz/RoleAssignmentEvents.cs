namespace EventSchemas.OpenEdx.Authz;

/// <summary>A user was given a role.</summary>
/// <remarks>
/// Sent by the authorization framework once the assignment is stored. <c>RoleAssignment.Subject</c>, <c>Role</c> and <c>Scope</c> together
/// identify the assignment. The event type doesn't end with a version. Personal data: <c>RoleAssignment.Subject</c>. In openedx-events
/// since 11.2.0.
/// </remarks>
/// <param name="RoleAssignment">The assignment.</param>
[OpenEdxEvent(
    "org.openedx.authz.role_assignment.created",
    Key = "RoleAssignment.Scope",
    FeatureFlag = "RoleAssignmentCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record RoleAssignmentCreated(RoleAssignmentData RoleAssignment);

/// <summary>A role was removed from a user.</summary>
/// <remarks>
/// Sent by the authorization framework once the assignment is gone. <c>RoleAssignment.Subject</c>, <c>Role</c> and <c>Scope</c> together
/// identify the assignment. The event type doesn't end with a version. Personal data: <c>RoleAssignment.Subject</c>. In openedx-events
/// since 11.2.0.
/// </remarks>
/// <param name="RoleAssignment">The assignment that is gone.</param>
[OpenEdxEvent(
    "org.openedx.authz.role_assignment.deleted",
    Key = "RoleAssignment.Scope",
    FeatureFlag = "RoleAssignmentDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record RoleAssignmentDeleted(RoleAssignmentData RoleAssignment);

/// <summary>A role that a subject has within a scope.</summary>
/// <param name="Operation"><c>created</c> or <c>deleted</c>, the same as the event type says.</param>
/// <param name="Subject">
/// Who has the role: a kind and a name, such as <c>user^alice</c>. Personal data, because it is usually a username.
/// </param>
/// <param name="Role">The role, such as <c>role^library_admin</c>.</param>
/// <param name="Scope">Where the role applies: a kind and a key, such as <c>lib^lib:DemoX:CSPROB</c>.</param>
/// <param name="ActorId">The id of the user who assigned or removed the role, if a user did.</param>
public sealed partial record RoleAssignmentData(
    string Operation,
    [PersonalData] string Subject,
    string Role,
    string Scope,
    long? ActorId = null);
