namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>What an enterprise subsidy had paid for a learner's place in a course was given back.</summary>
/// <remarks>
/// Defined upstream, but none of its services sends it today. <c>Redemption.SubsidyIdentifier</c> identifies the subsidy, <c>LmsUserId</c>
/// the learner. The event type has a hyphen, which some Avro parsers refuse in a namespace. No personal data beyond ids. In openedx-events
/// since 9.7.0.
/// </remarks>
/// <param name="Redemption">Which subsidy, for whom, for what.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy.redemption-reversed.v1",
    Key = "Redemption.ContentKey",
    FeatureFlag = "SubsidyRedemptionReversedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyRedemptionReversed(SubsidyRedemption Redemption);
