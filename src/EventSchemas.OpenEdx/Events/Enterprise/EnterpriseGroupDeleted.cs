namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>An enterprise customer's group of learners was deleted.</summary>
/// <remarks>
/// Sent by the enterprise service. <c>EnterpriseGroup.Uuid</c> identifies the group. No personal data. In openedx-events since 10.4.0.
/// </remarks>
/// <param name="EnterpriseGroup">The group that is gone.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.enterprise_group.deleted.v1",
    Key = "EnterpriseGroup.Uuid",
    FeatureFlag = "EnterpriseGroupDeletedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record EnterpriseGroupDeleted(EnterpriseGroup EnterpriseGroup);

/// <summary>An enterprise customer's group of learners.</summary>
/// <param name="Uuid">Identifies the group.</param>
public sealed record EnterpriseGroup(Guid Uuid);
