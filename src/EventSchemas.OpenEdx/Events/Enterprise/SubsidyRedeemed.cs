namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>An enterprise subsidy paid for a learner's place in a course.</summary>
/// <remarks>
/// Defined upstream, but none of its services sends it today. <c>Redemption.SubsidyIdentifier</c> identifies the subsidy, <c>LmsUserId</c>
/// the learner. No personal data beyond ids. In openedx-events since 9.7.0.
/// </remarks>
/// <param name="Redemption">Which subsidy, for whom, for what.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy.redeemed.v1",
    Key = "Redemption.ContentKey",
    FeatureFlag = "SubsidyRedeemedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyRedeemed(SubsidyRedemption Redemption);
