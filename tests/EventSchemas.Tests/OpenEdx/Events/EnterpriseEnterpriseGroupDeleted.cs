namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.enterprise.enterprise_group.deleted.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record EnterpriseEnterpriseGroupDeleted(EnterpriseGroup EnterpriseGroup);
