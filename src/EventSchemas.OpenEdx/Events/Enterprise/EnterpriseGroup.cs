namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>An enterprise customer's group of learners.</summary>
/// <param name="Uuid">Identifies the group.</param>
public sealed record EnterpriseGroup(Guid Uuid);
