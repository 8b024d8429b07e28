namespace EventSchemas.OpenEdx.Authz;

/// <summary>A role that a subject has within a scope.</summary>
/// <param name="Operation"><c>created</c> or <c>deleted</c>, which the event type says too.</param>
/// <param name="Subject">Who has the role: a kind and a name, such as <c>user^alice</c>. Personal data, as it is mostly a username.</param>
/// <param name="Role">The role, such as <c>role^library_admin</c>.</param>
/// <param name="Scope">What the role is good for: a kind and a key, such as <c>lib^lib:DemoX:CSPROB</c>.</param>
/// <param name="ActorId">The id of the user who assigned or unassigned the role, where it was one.</param>
public sealed partial record RoleAssignmentData(
    string Operation,
    [PersonalData] string Subject,
    string Role,
    string Scope,
    long? ActorId = null);
