namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.enterprise.subsidy.redemption-reversed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record EnterpriseSubsidyRedemptionReversed(SubsidyRedemption Redemption);
